import { useState } from 'react';
import { useMutation } from 'urql';
import { faultAt, faultsOf, ownFault } from '../../api/faults';
import { graphql } from '../../api/generated';
import type { RelationKind } from '../../api/generated/enums';
import { useText } from '../../language/text';
import { Field } from '../../parts/field';
import { FormDialog } from '../../parts/form-dialog';
import { useTell } from '../../parts/notices';
import { type FoundPaper, PaperField } from './paper-field';

const Relate = graphql(`
  mutation RelatePapers($input: RelateContributionsInput!) {
    relateContributions(input: $input) {
      relation {
        id
        from {
          id
        }
        to {
          id
        }
      }
      errors {
        ...Faults
      }
    }
  }
`);

const KINDS: readonly RelationKind[] = ['RESPONDS_TO', 'SUPERSEDES', 'COMPLEMENTS', 'CONTRADICTS'];

/** Says what a paper is to another one. */
export default function RelateDialog(props: { paper: { id: string }; onDone: () => void; onClose: () => void }) {
  const text = useText();
  const tell = useTell();
  const [, relate] = useMutation(Relate);
  const [kind, setKind] = useState<RelationKind>();
  const [other, setOther] = useState<FoundPaper>();
  const [note, setNote] = useState('');
  const send = async () => {
    const lacking = [
      ...(kind ? [] : [ownFault(text('relation.noKind'), 'kind')]),
      ...(other ? [] : [ownFault(text('relation.noOther'), 'to')]),
    ];
    if (!kind || !other) return lacking;
    const input = { from: props.paper.id, kind, to: other.id, note: note.trim() || null };
    const faults = faultsOf(await relate({ input }), text('manage.notSent'));
    if (faults.length === 0) {
      tell(text('relation.saved'));
      props.onDone();
    }
    return faults;
  };
  return (
    <FormDialog
      title={text('relation.add')}
      action={text('relation.save')}
      fields={['kind', 'to', 'note']}
      onSend={send}
      onClose={props.onClose}
    >
      {(faults) => (
        <>
          <Field label={text('relation.kind')} isRequired error={faultAt(faults, 'kind')}>
            {(control) => (
              <select
                {...control}
                value={kind ?? ''}
                onChange={(event) => setKind((event.target.value || undefined) as RelationKind | undefined)}
              >
                <option value="">{text('submit.choose')}</option>
                {KINDS.map((one) => (
                  <option key={one} value={one}>
                    {text.of('relation.from', one)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <PaperField
            label={text('relation.other')}
            hint={text('relation.otherHint')}
            not={props.paper.id}
            value={other}
            error={faultAt(faults, 'to')}
            onChange={setOther}
          />
          <Field
            label={text('relation.note')}
            hint={text('relation.noteHint')}
            isRequired={false}
            error={faultAt(faults, 'note')}
          >
            {(control) => (
              <textarea
                {...control}
                rows={3}
                maxLength={1_000}
                value={note}
                onChange={(event) => setNote(event.target.value)}
              />
            )}
          </Field>
        </>
      )}
    </FormDialog>
  );
}
