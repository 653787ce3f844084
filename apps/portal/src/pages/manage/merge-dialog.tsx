import { useDeferredValue, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { faultAt, faultsOf, ownFault } from '../../api/faults';
import { graphql } from '../../api/generated';
import type { MergePreviewQuery } from '../../api/generated/graphql';
import { useText } from '../../language/text';
import { Answer } from '../../parts/answer';
import { FindOne } from '../../parts/find-one';
import { FormDialog } from '../../parts/form-dialog';
import { useTell } from '../../parts/notices';
import { OrganisationNames } from './accounts-query';

const Preview = graphql(`
  query MergePreview($from: ID!, $into: ID!) {
    organisationMerge(from: $from, into: $into) {
      identifiersDiffer
      seen
      from {
        ...MergedSide
      }
      into {
        ...MergedSide
      }
    }
  }
  fragment MergedSide on MergeSide {
    organisation {
      id
      name
    }
    accounts
    people
    handedIn
    agencyPapers
    namedIn
  }
`);

const Merge = graphql(`
  mutation MergeOrganisations($input: MergeOrganisationsInput!) {
    mergeOrganisations(input: $input) {
      organisation {
        id
      }
      errors {
        ...Faults
      }
    }
  }
`);

type Named = { id: string; name: string };
type Changes = MergePreviewQuery['organisationMerge'];

const FROM_LETTERS = 2;

/** Makes a record one with another of the same body, once it is said what moves and who reads more afterwards. */
export function MergeDialog(props: { organisation: Named; onDone: () => void; onClose: () => void }) {
  const text = useText();
  const tell = useTell();
  const { organisation } = props;
  const [into, setInto] = useState<Named>();
  const [typed, setTyped] = useState('');
  const name = useDeferredValue(typed.trim());
  const isAsked = name.length >= FROM_LETTERS;
  const [names] = useQuery({ query: OrganisationNames, variables: { name }, pause: !isAsked });
  const found = isAsked && !names.fetching ? names.data?.organisations.nodes : undefined;
  const preview = useQuery({
    query: Preview,
    variables: { from: organisation.id, into: into?.id ?? '' },
    pause: !into,
    requestPolicy: 'network-only',
  });
  const [, merge] = useMutation(Merge);
  // While another is asked about, what is there is about the one before.
  const changes = into && !preview[0].fetching ? preview[0].data?.organisationMerge : undefined;
  const send = async () => {
    if (!into || !changes) return [ownFault(text('merge.noOther'), 'into')];
    const faults = faultsOf(
      await merge({ input: { from: organisation.id, into: into.id, seen: changes.seen } }),
      text('manage.notSent'),
    );
    if (faults.some(({ code }) => code === 'VERSION_CONFLICT')) {
      preview[1]({ requestPolicy: 'network-only' });
      return [ownFault(text('merge.changed'), 'seen')];
    }
    if (faults.length === 0) {
      tell(text('merge.done', { name: organisation.name, other: into.name }));
      props.onDone();
    }
    return faults;
  };
  return (
    <FormDialog
      title={text('merge.title', { name: organisation.name })}
      action={text('merge.action')}
      fields={['into']}
      onSend={send}
      onClose={props.onClose}
    >
      {(faults) => (
        <>
          <p>{text('merge.means', { name: organisation.name })}</p>
          <FindOne
            label={text('merge.into')}
            hint={text('manage.organisationHint')}
            error={faultAt(faults, 'into')}
            typed={typed}
            onType={setTyped}
            found={found?.filter(({ id }) => id !== organisation.id)}
            value={into}
            onChange={setInto}
          />
          {into && <Answer of={preview}>{() => changes && <WhatChanges changes={changes} />}</Answer>}
        </>
      )}
    </FormDialog>
  );
}

function WhatChanges({ changes: { from, into, identifiersDiffer } }: { changes: Changes }) {
  const text = useText();
  const reading = [
    { reader: into, author: from },
    { reader: from, author: into },
  ].filter(({ reader, author }) => reader.accounts > 0 && author.agencyPapers > 0);
  return (
    <section className="notice">
      <h3>{text('merge.changes')}</h3>
      <p>
        {text('merge.moves', {
          accounts: from.accounts,
          people: from.people,
          namedIn: from.namedIn,
          handedIn: from.handedIn,
        })}
      </p>
      {reading.length === 0 && <p>{text('merge.noReads')}</p>}
      {reading.map(({ reader, author }) => (
        <p key={reader.organisation.id}>
          <strong>
            {text('merge.reads', {
              accounts: reader.accounts,
              papers: author.agencyPapers,
              reader: reader.organisation.name,
              author: author.organisation.name,
            })}
          </strong>
        </p>
      ))}
      {identifiersDiffer && (
        <p>
          <strong>{text('merge.identifiersDiffer')}</strong>
        </p>
      )}
    </section>
  );
}
