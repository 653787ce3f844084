import './account.css';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { Only } from '../../app/only';
import { PageHeading } from '../../app/page-heading';
import { useText } from '../../language/text';
import { Answer } from '../../parts/answer';
import { useSession } from '../../session/session-provider';
import { OwnAccess } from './account-query';
import { Password } from './password';
import { Sessions } from './sessions';
import { Tokens } from './tokens';

/** One's own account: who one is here, the password, the tokens of one's programs, and the browsers one is signed in with. */
export default function Account() {
  return (
    <Only>
      <Own />
    </Only>
  );
}

function Own() {
  const text = useText();
  const { viewer } = useSession();
  const answer = useQuery({ query: OwnAccess, requestPolicy: 'cache-and-network' });
  const again = () => answer[1]({ requestPolicy: 'network-only' });
  if (!viewer) return null;
  return (
    <div className="page narrow account">
      <PageHeading title={text('account.title')} />
      <dl className="who-am-i">
        <div>
          <dt>{text('account.name')}</dt>
          <dd>{viewer.name}</dd>
        </div>
        <div>
          <dt>{text('account.email')}</dt>
          <dd>{viewer.email}</dd>
        </div>
        <div>
          <dt>{text('account.roles')}</dt>
          <dd>
            {viewer.roles.length > 0
              ? text.list(viewer.roles.map((role) => text.of('role', role)))
              : text('account.noRole')}
          </dd>
        </div>
        {viewer.organisation && (
          <div>
            <dt>{text('account.organisation')}</dt>
            <dd>{viewer.organisation.name}</dd>
          </div>
        )}
      </dl>
      <p className="small soft">{text('account.askAdministrator')}</p>
      <p>
        <Link to="/my">{text('account.papers')}</Link>
      </p>
      <p>
        <Link to="/searches">{text('searches.title')}</Link>
      </p>
      <Answer of={answer}>
        {(data) => (
          <>
            <Password isGiven={data.viewer?.hasGivenPassword ?? false} onChanged={again} />
            <Tokens tokens={data.ownTokens} onChanged={again} />
            <Sessions sessions={data.ownSessions} onChanged={again} />
          </>
        )}
      </Answer>
    </div>
  );
}
