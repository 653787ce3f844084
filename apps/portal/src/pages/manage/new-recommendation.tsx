import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { faultAt, faultsOf, ownFault } from '../../api/faults';
import { graphql } from '../../api/generated';
import type { Attestation, RecommendationKind } from '../../api/generated/graphql';
import { useText } from '../../language/text';
import { Field } from '../../parts/field';
import { FormDialog } from '../../parts/form-dialog';
import { useTell } from '../../parts/notices';
import { filled, LinesField } from './lines-field';
import type { FormProps } from './managed-list';
import { OneOfField } from './one-of-field';
import { SubjectsField } from './subjects-field';
import { TextField } from './text-field';

const Sets = graphql(`
  query RecommendationSetNames {
    recommendationSets {
      code
      title
    }
  }
`);

const Create = graphql(`
  mutation CreateRecommendation($input: CreateRecommendationInput!) {
    createRecommendation(input: $input) {
      recommendation {
        id
      }
      errors {
        ...Faults
      }
    }
  }
`);

const KINDS: readonly RecommendationKind[] = [
  'RECOMMENDATION',
  'CONCLUSION',
  'FINDING',
  'PRINCIPLE',
  'MANDATE',
  'ANNEXED_POSITION',
  'FOLLOW_UP',
  'INPUT',
];
const ATTESTATIONS: readonly Attestation[] = [
  'PRIMARY',
  'OFFICIAL_RESTATEMENT',
  'OFFICIAL_FOLLOW_UP',
  'QUOTED_BY_THIRD_PARTY',
  'REPORTED_BY_THIRD_PARTY',
];
const EMPTY = { code: '', chapter: '', title: '', summary: '', document: '', url: '', section: '', page: '', note: '' };
const NEEDED: readonly (keyof typeof EMPTY)[] = ['code', 'chapter', 'title', 'summary', 'document'];
const FIELDS = ['code', 'set', 'chapter', 'title', 'summary', 'addressees', 'themes', 'systems'];
const OF_SOURCE = ['document', 'url', 'section', 'page', 'note'] as const;

/** A recommendation in its first version, with where it is known from. */
export function NewRecommendationDialog(props: FormProps) {
  const text = useText();
  const tell = useTell();
  const [, create] = useMutation(Create);
  const [{ data }] = useQuery({ query: Sets });
  const sets = data?.recommendationSets ?? [];
  const [said, setSaid] = useState(EMPTY);
  const [set, setSet] = useState('');
  const [kind, setKind] = useState<RecommendationKind>('RECOMMENDATION');
  const [attestation, setAttestation] = useState<Attestation>('PRIMARY');
  const [addressees, setAddressees] = useState<string[]>([]);
  const [themes, setThemes] = useState<string[]>([]);
  const [systems, setSystems] = useState<string[]>([]);
  const send = async () => {
    const needed = NEEDED.filter((one) => !said[one].trim());
    if (needed.length > 0)
      return needed.map((name) =>
        ownFault(text('manage.needed'), ...(name === 'document' ? ['source', name] : [name])),
      );
    const { code, chapter, title, summary, document, url, section, page, note } = said;
    const known = (words: string) => words.trim() || null;
    const source = {
      document,
      url: known(url),
      section: known(section),
      page: known(page),
      attestation,
      note: known(note),
    };
    const input = {
      code: code.trim(),
      set: set || (sets[0]?.code ?? ''),
      kind,
      chapter,
      title,
      summary,
      addressees: filled(addressees),
      source,
      themes,
      systems,
    };
    const faults = faultsOf(await create({ input }), text('manage.notSent'));
    if (faults.length === 0) {
      props.onDone();
      tell(text('manage.addedRecommendation', { code: code.trim().toUpperCase() }));
    }
    return faults;
  };
  return (
    <FormDialog
      title={text('manage.newRecommendation')}
      action={text('manage.create')}
      fields={[...FIELDS, ...OF_SOURCE.map((name) => `source.${name}`)]}
      onSend={send}
      onClose={props.onClose}
    >
      {(faults) => {
        const words = (
          name: keyof typeof EMPTY,
          { rows, most, path = [name], hint }: { rows?: number; most: number; path?: string[]; hint?: string },
        ) => (
          <TextField
            label={text(`manage.field.${name}`)}
            hint={hint}
            error={faultAt(faults, ...path)}
            isRequired={NEEDED.includes(name)}
            rows={rows}
            most={most}
            value={said[name]}
            onChange={(value) => setSaid({ ...said, [name]: value })}
          />
        );
        return (
          <>
            {words('code', { most: 60, hint: text('manage.hint.recommendationCode') })}
            <Field label={text('manage.field.set')} error={faultAt(faults, 'set')}>
              {(control) => (
                <select {...control} value={set} onChange={(event) => setSet(event.target.value)}>
                  {sets.map((one) => (
                    <option key={one.code} value={one.code} lang="en">
                      {one.title}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <OneOfField
              label={text('manage.field.kind')}
              values={KINDS}
              word={(one) => text.of('recommendationKind', one)}
              value={kind}
              onChange={setKind}
            />
            {words('title', { rows: 2, most: 300 })}
            {words('summary', { rows: 6, most: 5_000 })}
            {words('chapter', { most: 200 })}
            <LinesField
              label={text('manage.field.addressees')}
              hint={text('manage.hint.lines')}
              error={faultAt(faults, 'addressees')}
              value={addressees}
              onChange={setAddressees}
            />
            {words('document', { rows: 2, most: 500, path: ['source', 'document'] })}
            {words('url', { most: 2_000, path: ['source', 'url'], hint: text('manage.hint.url') })}
            {words('section', { most: 200, path: ['source', 'section'] })}
            {words('page', { most: 200, path: ['source', 'page'] })}
            <OneOfField
              label={text('manage.field.attestation')}
              hint={text.of('attestationMeans', attestation)}
              values={ATTESTATIONS}
              word={(one) => text.of('attestation', one)}
              value={attestation}
              onChange={setAttestation}
            />
            {words('note', { rows: 2, most: 2_000, path: ['source', 'note'] })}
            <SubjectsField kind="themes" error={faultAt(faults, 'themes')} value={themes} onChange={setThemes} />
            <SubjectsField kind="systems" error={faultAt(faults, 'systems')} value={systems} onChange={setSystems} />
          </>
        );
      }}
    </FormDialog>
  );
}
