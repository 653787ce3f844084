import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { faultAt, faultsOf, ownFault } from '../../api/faults';
import { graphql } from '../../api/generated';
import type { Confidence, ManagedSystemsQuery } from '../../api/generated/graphql';
import { useText } from '../../language/text';
import { FormDialog } from '../../parts/form-dialog';
import { filled, LinesField } from './lines-field';
import { ManagePage } from './manage-page';
import {
  ChangeButton,
  type FormProps,
  ManagedItem,
  ManagedList,
  ManageTools,
  useEditing,
  useNarrowed,
} from './managed-list';
import { OneOfField } from './one-of-field';
import { TextField } from './text-field';

const Systems = graphql(`
  query ManagedSystems {
    systems {
      id
      code
      version
      name
      synonyms
      kind
      operator
      purpose
      dataSubjects
      biometrics
      statusNote
      source
      confidence
    }
  }
`);

const Create = graphql(`
  mutation CreateSystem($input: SaveSystemInput!) {
    createSystem(input: $input) {
      system {
        id
      }
      errors {
        ...Faults
      }
    }
  }
`);

const Change = graphql(`
  mutation ChangeSystem($input: ChangeSystemInput!) {
    changeSystem(input: $input) {
      system {
        id
      }
      errors {
        ...Faults
      }
    }
  }
`);

type System = ManagedSystemsQuery['systems'][number];

const CONFIDENCES: readonly Confidence[] = ['VERIFIED', 'SECONDARY', 'BACKGROUND'];
const LABELS = {
  name: 'manage.field.name',
  kind: 'manage.field.systemKind',
  operator: 'manage.field.operator',
  purpose: 'manage.field.purpose',
  statusNote: 'manage.field.statusNote',
  source: 'manage.field.source',
} as const;

const NEEDED: readonly (keyof typeof LABELS)[] = ['name', 'source'];

/** Information systems: what they are called, and what is known of them. */
export default function ManageSystems() {
  return (
    <ManagePage title="manage.systems">
      <List />
    </ManagePage>
  );
}

function List() {
  const text = useText();
  const answer = useQuery({ query: Systems, requestPolicy: 'cache-and-network' });
  const { edited, item, edit, form } = useEditing<System>(
    () => answer[1]({ requestPolicy: 'network-only' }),
    text('manage.saved'),
  );
  const systems = answer[0].data?.systems ?? [];
  const { found, find } = useNarrowed(systems, ({ code, name, synonyms }) => [code, name, ...synonyms]);
  return (
    <>
      <ManageTools
        find={{ label: text('manage.findSystem'), ...find }}
        action={{ label: text('manage.newSystem'), run: () => edit('NEW') }}
      />
      <ManagedList
        of={answer}
        items={found}
        total={systems.length}
        row={(system) => (
          <ManagedItem
            title={system.name}
            facts={
              <>
                <span className="reference">{system.code}</span>
                {system.operator && <span>{system.operator}</span>}
                <span>{text.of('confidence', system.confidence)}</span>
                {system.synonyms.length > 0 && <span>{system.synonyms.join(', ')}</span>}
              </>
            }
          >
            <ChangeButton name={system.code} onClick={() => edit(system)} />
          </ManagedItem>
        )}
      />
      {edited && <SystemDialog system={item} {...form} />}
    </>
  );
}

function SystemDialog(props: FormProps & { system: System | undefined }) {
  const text = useText();
  const { system } = props;
  const [, create] = useMutation(Create);
  const [, change] = useMutation(Change);
  const [code, setCode] = useState(system?.code ?? '');
  const [synonyms, setSynonyms] = useState([...(system?.synonyms ?? [])]);
  const [confidence, setConfidence] = useState<Confidence>(system?.confidence ?? 'VERIFIED');
  const [said, setSaid] = useState({
    name: system?.name ?? '',
    kind: system?.kind ?? '',
    operator: system?.operator ?? '',
    purpose: system?.purpose ?? '',
    statusNote: system?.statusNote ?? '',
    source: system?.source ?? '',
  });
  const send = async () => {
    const needed = [...(code.trim() ? [] : ['code']), ...NEEDED.filter((one) => !said[one].trim())];
    if (needed.length > 0) return needed.map((name) => ownFault(text('manage.needed'), name));
    const known = (words: string) => words.trim() || null;
    const input = {
      code: code.trim(),
      name: said.name,
      source: said.source,
      kind: known(said.kind),
      operator: known(said.operator),
      purpose: known(said.purpose),
      statusNote: known(said.statusNote),
      // Not shown in this form, and kept as they are.
      dataSubjects: system?.dataSubjects ?? null,
      biometrics: system?.biometrics ?? null,
      synonyms: filled(synonyms),
      confidence,
    };
    const result = system ? await change({ input: { ...input, version: system.version } }) : await create({ input });
    const faults = faultsOf(result, text('manage.notSent'));
    if (faults.length === 0) props.onDone();
    return faults;
  };
  return (
    <FormDialog
      title={system ? text('manage.changeOf', { name: system.code }) : text('manage.newSystem')}
      action={text(system ? 'manage.save' : 'manage.create')}
      fields={['code', 'synonyms', ...Object.keys(LABELS)]}
      onSend={send}
      onClose={props.onClose}
      onReload={props.onReload}
    >
      {(faults) => {
        const words = (name: keyof typeof said, rows: number, most: number) => (
          <TextField
            label={text(LABELS[name])}
            error={faultAt(faults, name)}
            isRequired={NEEDED.includes(name)}
            rows={rows}
            most={most}
            value={said[name]}
            onChange={(value) => setSaid({ ...said, [name]: value })}
          />
        );
        return (
          <>
            {!system && (
              <TextField
                label={text('manage.field.code')}
                hint={text('manage.hint.systemCode')}
                error={faultAt(faults, 'code')}
                isRequired
                most={60}
                value={code}
                onChange={setCode}
              />
            )}
            {words('name', 1, 300)}
            <LinesField
              label={text('manage.field.synonyms')}
              hint={text('manage.hint.lines')}
              error={faultAt(faults, 'synonyms')}
              value={synonyms}
              onChange={setSynonyms}
            />
            {words('kind', 1, 300)}
            {words('operator', 1, 300)}
            {words('purpose', 3, 2_000)}
            {words('statusNote', 2, 2_000)}
            {words('source', 2, 2_000)}
            <OneOfField
              label={text('manage.field.confidence')}
              values={CONFIDENCES}
              word={(one) => text.of('confidence', one)}
              value={confidence}
              onChange={setConfidence}
            />
          </>
        );
      }}
    </FormDialog>
  );
}
