import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { useMutation } from 'urql';
import { FaultText, faultsOf } from '../../api/faults';
import { graphql } from '../../api/generated';
import type { ShownRelationFragment } from '../../api/generated/graphql';
import { useText } from '../../language/text';
import { ContributionCard, contributionAddress } from '../../parts/contribution-card';
import { useTell } from '../../parts/notices';
import type { Whole } from './contribution-query';
import { useRelation } from './related-paper';

// Few need them, and they bring what dialogs need.
const RelateDialog = lazy(() => import('./relate-dialog'));
const ConfirmDialog = lazy(() =>
  import('../../parts/confirm-dialog').then((part) => ({ default: part.ConfirmDialog })),
);

const EndRelation = graphql(`
  mutation EndRelation($input: EndRelationInput!) {
    endRelation(input: $input) {
      errors {
        ...Faults
      }
    }
  }
`);

/** Pages of either paper are out of date with it. */
const RELATED = { additionalTypenames: ['ContributionRelation'] };

/** Says before anything else of a paper that a later one takes its place. */
export function Superseded({ contribution: { id, relations } }: { contribution: Whole }) {
  const text = useText();
  const later = relations.filter(({ kind, to }) => kind === 'SUPERSEDES' && to.id === id);
  if (later.length === 0) return null;
  return (
    <div className="notice">
      <p>{text('relation.superseded')}</p>
      <ul className="plain">
        {later.map(({ id: key, from }) => (
          <li key={key}>
            <Link to={contributionAddress(from)} lang={from.language}>
              {from.title || text('parts.untitled')}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What it is to other papers and they to it, with a way to say more for who may. */
export function Relations({ contribution, onChanged }: { contribution: Whole; onChanged: () => void }) {
  const text = useText();
  const tell = useTell();
  const relationOf = useRelation();
  const heading = useRef<HTMLHeadingElement>(null);
  const [isAdding, setAdding] = useState(false);
  const [ending, setEnding] = useState<ShownRelationFragment>();
  const [{ fetching }, end] = useMutation(EndRelation);
  const { id, relations, viewerCan } = contribution;
  const mayAdd = viewerCan.includes('RELATE');
  const shown = useRef(relations.length);
  // The button that was pressed goes with its entry, once that is gone.
  useEffect(() => {
    if (relations.length < shown.current) heading.current?.focus();
    shown.current = relations.length;
  }, [relations.length]);
  if (relations.length === 0 && !mayAdd) return null;
  const takeBack = async (relation: ShownRelationFragment) => {
    const [fault] = faultsOf(await end({ input: { id: relation.id } }, RELATED), text('manage.notSent'));
    setEnding(undefined);
    tell({ text: fault ? <FaultText of={fault} /> : text('relation.ended') });
    onChanged();
  };
  return (
    <section id="relations">
      <h2 ref={heading} tabIndex={-1}>
        {text('relation.title')}
      </h2>
      <ul className="plain">
        {relations.map((relation) => {
          const { phrase, other, title } = relationOf(relation, id);
          const from = relation.from.title || text('parts.untitled');
          return (
            <li key={relation.id} className="relation">
              <p className="relation-phrase small soft">{phrase}</p>
              <ContributionCard contribution={other}>
                {relation.note && <p className="as-written">{relation.note}</p>}
                <p className="small soft">
                  {relation.origin === 'ANALYST'
                    ? text('relation.byAnalyst')
                    : text('relation.byAuthor', { title: `“${from}”` })}
                </p>
                {relation.viewerCanEnd && (
                  <button
                    type="button"
                    className="button"
                    aria-label={text('relation.endOf', { phrase, title })}
                    onClick={() => setEnding(relation)}
                  >
                    {text('relation.end')}
                  </button>
                )}
              </ContributionCard>
            </li>
          );
        })}
      </ul>
      {mayAdd && (
        <button type="button" className="button" onClick={() => setAdding(true)}>
          {text('relation.add')}
        </button>
      )}
      <Suspense>
        {isAdding && <RelateDialog paper={contribution} onDone={onChanged} onClose={() => setAdding(false)} />}
        {ending && (
          <ConfirmDialog
            title={text('relation.endTitle')}
            action={text('relation.end')}
            isOpen
            isBusy={fetching}
            onConfirm={() => void takeBack(ending)}
            onClose={() => setEnding(undefined)}
          >
            <p>{text('relation.endMeans', relationOf(ending, id) as { phrase: string; title: string })}</p>
          </ConfirmDialog>
        )}
      </Suspense>
    </section>
  );
}
