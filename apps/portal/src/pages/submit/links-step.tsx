import { useEffect, useRef, useState } from 'react';
import { useQuery } from 'urql';
import { useText } from '../../language/text';
import { Answer } from '../../parts/answer';
import { Cut } from '../../parts/cut';
import { useTell } from '../../parts/notices';
import { useSession } from '../../session/session-provider';
import { GoOn } from './controls';
import { useDraftState } from './draft-context';
import { readKept } from './kept';
import { LinkEntry } from './link-entry';
import { LinkForm, type TypedLink } from './link-form';
import { DraftLinks, isLinkedPaper, type LinkedPaper } from './links-query';
import { isBeingRead, useFilesState } from './use-files';

/** Which recommendations it speaks to, and where it says so. The text is saved first: words are quoted from what is saved. */
export function LinksStep() {
  const text = useText();
  const { row, save } = useDraftState();
  const [isSaved, setSaved] = useState(false);
  const answer = useQuery({
    query: DraftLinks,
    variables: { id: row.id },
    pause: !isSaved,
    requestPolicy: 'network-only',
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, on the way in.
  useEffect(() => {
    void save().then(() => setSaved(true));
  }, []);
  // What a file says can be quoted as soon as it is read.
  const { files } = useFilesState();
  const reading = files.filter(isBeingRead).length;
  const [, ask] = answer;
  const known = useRef(reading);
  useEffect(() => {
    if (known.current === reading) return;
    known.current = reading;
    // What is not asked yet will be, when the text is saved.
    if (isSaved) ask({ requestPolicy: 'network-only' });
  }, [reading, isSaved, ask]);
  return (
    <>
      <p role="status" className="soft small">
        {reading > 0 && text('submit.links.reading', { count: reading })}
      </p>
      <Answer of={answer}>
        {({ node }) =>
          isLinkedPaper(node) ? (
            <Links paper={node} onChange={() => answer[1]({ requestPolicy: 'network-only' })} />
          ) : null
        }
      </Answer>
      <GoOn step="links" />
    </>
  );
}

function Links({ paper, onChange }: { paper: LinkedPaper; onChange: () => void }) {
  const text = useText();
  const tell = useTell();
  const { row } = useDraftState();
  const { viewer } = useSession();
  const account = viewer?.id ?? '';
  // A link that was being made when the page was left is there again.
  const [typed, setTyped] = useState<TypedLink | undefined>(() => readKept<TypedLink>(account, `${row.id}.link`));
  const links = paper.links.nodes;
  const linked = new Set(links.map(({ recommendation }) => recommendation.code));
  const suggested = paper.suggestions.filter(
    ({ recommendation }) => recommendation && !linked.has(recommendation.code),
  );
  return (
    <div className="links-step">
      <p>{text('submit.linksWhy')}</p>
      <Cut of={paper.links} />
      {links.length > 0 && (
        <ul className="plain cards-list">
          {links.map((link) => (
            <LinkEntry
              key={link.id}
              link={link}
              language={paper.language}
              onEdit={() =>
                setTyped({
                  link: link.id,
                  recommendation: link.recommendation.code,
                  stance: link.stance,
                  strength: link.strength,
                  rationale: link.rationale,
                  quotes: link.evidence.map(({ passage, ...place }) => ({ ...place, passage: passage.id })),
                })
              }
              onChange={onChange}
            />
          ))}
        </ul>
      )}
      {suggested.length > 0 && !typed && (
        <section aria-labelledby="suggested">
          <h2 id="suggested">{text('submit.suggested')}</h2>
          <ul className="plain">
            {suggested.map(({ id, recommendation, evidence }) => (
              <li key={id} className="row">
                <span lang="en">{recommendation!.title}</span>
                <button
                  type="button"
                  className="button"
                  onClick={() =>
                    setTyped({
                      recommendation: recommendation!.code,
                      quotes: evidence
                        ? [
                            {
                              quote: evidence.quote,
                              start: evidence.start,
                              end: evidence.end,
                              passage: evidence.passage.id,
                            },
                          ]
                        : [],
                    })
                  }
                >
                  {text('submit.useSuggestion')}
                  <span className="unseen">: {recommendation!.title}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {typed ? (
        <LinkForm
          key={typed.link ?? 'new'}
          account={account}
          paper={paper}
          start={typed}
          onDone={(hasChanged) => {
            setTyped(undefined);
            if (!hasChanged) return;
            tell(text('submit.linkSaved'));
            onChange();
          }}
        />
      ) : (
        <button type="button" className="button" onClick={() => setTyped({ quotes: [] })}>
          {text('submit.addLink')}
        </button>
      )}
    </div>
  );
}
