import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { useMutation } from 'urql';
import { FaultText } from '../../api/faults';
import { problemOf } from '../../api/problem';
import { useText } from '../../language/text';
import { LinkStateBadge, StanceBadge } from '../../parts/badges';
import { type LinkOfPaper, TakeLinkBack } from './links-query';

/** One link of the paper; its author changes it or takes it back until an analyst has decided. */
export function LinkEntry(props: { link: LinkOfPaper; language: string; onEdit: () => void; onChange: () => void }) {
  const text = useText();
  const { link } = props;
  const [{ fetching }, send] = useMutation(TakeLinkBack);
  const [fault, setFault] = useState<ReactNode>();
  const isOpen = link.state === 'PROPOSED' && link.origin === 'AUTHOR';
  const takeBack = async () => {
    const { data, error } = await send({ input: { id: link.id } });
    const [first] = data?.withdrawLink.errors ?? [];
    if (error) return setFault(text(problemOf(error).message));
    if (first) return setFault(<FaultText of={first} />);
    return props.onChange();
  };
  return (
    <li className="link-card">
      <p className="small row">
        <StanceBadge stance={link.stance} />
        <span className="soft">{text.of('strength', link.strength)}</span>
        <LinkStateBadge state={link.state} />
      </p>
      <h3>
        <Link to={`/recommendations/${link.recommendation.code}`} lang="en">
          {link.recommendation.title}
        </Link>{' '}
        <span className="soft small code">{link.recommendation.code}</span>
      </h3>
      {link.evidence.map(({ quote, start, passage }) => (
        <div key={passage.id + start}>
          <blockquote lang={props.language}>{quote}</blockquote>
          {passage.page && <p className="soft small stands-on">{text('submit.page', { page: passage.page })}</p>}
        </div>
      ))}
      {link.evidence.length === 0 && <p className="small soft">{text('submit.noEvidence')}</p>}
      <p>{link.rationale}</p>
      {link.suspect && <p className="suspect">{text('submit.suspect')}</p>}
      {link.decisionReason && <p className="small">{text('submit.decisionReason', { reason: link.decisionReason })}</p>}
      {isOpen && (
        <div className="row">
          <button type="button" className="button" onClick={props.onEdit}>
            {text('submit.editLink')}
            <span className="unseen">: {link.recommendation.title}</span>
          </button>
          <button type="button" className="button quiet" disabled={fetching} onClick={() => void takeBack()}>
            {text('submit.takeLinkBack')}
            <span className="unseen">: {link.recommendation.title}</span>
          </button>
        </div>
      )}
      <div role="alert">{fault && <p className="fault">{fault}</p>}</div>
    </li>
  );
}
