import { useMutation } from 'urql';
import { FaultText, faultsOf } from '../../api/faults';
import type { OwnAccessQuery } from '../../api/generated/graphql';
import { useText } from '../../language/text';
import { Moment } from '../../parts/moment';
import { useTell } from '../../parts/notices';
import { EndSession } from './account-query';

/** The browsers one is signed in with; one that is not known any more is signed out from here. */
export function Sessions(props: { sessions: OwnAccessQuery['ownSessions']; onChanged: () => void }) {
  const text = useText();
  const tell = useTell();
  const [, end] = useMutation(EndSession);
  const others = props.sessions.filter(({ current }) => !current);
  const send = async (id?: string) => {
    const [fault] = faultsOf(await end({ input: { id } }), text('account.notSent'));
    tell({ text: fault ? <FaultText of={fault} /> : text('account.sessionEnded') });
    props.onChanged();
  };
  return (
    <section>
      <h2>{text('account.sessions')}</h2>
      <p className="small soft">{text('account.sessionsHelp')}</p>
      <ul className="plain access-list">
        {props.sessions.map((session) => (
          <li key={session.id}>
            <div>
              <b>{text(session.current ? 'account.thisBrowser' : 'account.otherBrowser')}</b>
              <p className="facts">
                <span>
                  {text('account.signedIn')} <Moment at={session.createdAt} as="time" />
                </span>
                <span>
                  {text('account.lastUsed')} <Moment at={session.lastSeenAt} as="ago" />
                </span>
              </p>
            </div>
            {!session.current && (
              <button
                type="button"
                className="button"
                aria-label={text('account.endSessionOf', { time: text.time(session.createdAt) })}
                onClick={() => void send(session.id)}
              >
                {text('account.signOutThere')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 1 && (
        <p>
          <button type="button" className="button" onClick={() => void send()}>
            {text('account.endOthers')}
          </button>
        </p>
      )}
    </section>
  );
}
