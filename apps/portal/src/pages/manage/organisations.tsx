import { type ReactNode, useState } from 'react';
import { useMutation } from 'urql';
import { faultAt, faultsOf } from '../../api/faults';
import { graphql } from '../../api/generated';
import type { ManagedOrganisationsQuery, OrganisationKind } from '../../api/generated/graphql';
import { useText } from '../../language/text';
import { FormDialog } from '../../parts/form-dialog';
import { usePages } from '../../parts/use-pages';
import { ManagePage } from './manage-page';
import { ChangeButton, type FormProps, ManagedItem, ManagedList, ManageTools, useEditing } from './managed-list';
import { MergeDialog } from './merge-dialog';
import { OneOfField } from './one-of-field';
import { TextField } from './text-field';

const Organisations = graphql(`
  query ManagedOrganisations($first: Int!, $after: String, $filter: OrganisationFilter) {
    organisations(first: $first, after: $after, filter: $filter) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        version
        name
        kind
        country
        rorId
        transparencyRegisterId
        formerNames
      }
    }
  }
`);

const Create = graphql(`
  mutation CreateOrganisation($input: CreateOrganisationInput!) {
    createOrganisation(input: $input) {
      organisation {
        id
      }
      errors {
        ...Faults
      }
    }
  }
`);

const Change = graphql(`
  mutation ChangeOrganisation($input: ChangeOrganisationInput!) {
    changeOrganisation(input: $input) {
      organisation {
        id
      }
      errors {
        ...Faults
      }
    }
  }
`);

type Organisation = ManagedOrganisationsQuery['organisations']['nodes'][number];
const KINDS: readonly OrganisationKind[] = [
  'INDUSTRY',
  'INDUSTRY_ASSOCIATION',
  'EU_BODY',
  'MEMBER_STATE_BODY',
  'INTERNATIONAL_BODY',
  'ACADEMIA',
  'CIVIL_SOCIETY',
  'STANDARDS_BODY',
  'OTHER',
];

/** Organisations that speak. */
export default function ManageOrganisations() {
  return (
    <ManagePage title="manage.organisations">
      <List />
    </ManagePage>
  );
}

function List() {
  const text = useText();
  const [words, setWords] = useState('');
  const [merging, setMerging] = useState<Organisation>();
  const { answer, items, isLoading, more } = usePages({
    query: Organisations,
    variables: { first: 100, filter: { name: words } },
    connectionOf: (data) => data.organisations,
  });
  const { edited, item, edit, form } = useEditing<Organisation>(
    () => answer[1]({ requestPolicy: 'network-only' }),
    text('manage.saved'),
  );
  return (
    <>
      <ManageTools
        find={{ label: text('manage.findOrganisation'), words, onFind: setWords }}
        action={{ label: text('manage.newOrganisation'), run: () => edit('NEW') }}
      />
      <ManagedList
        of={answer}
        items={items}
        total={answer[0].data?.organisations.totalCount ?? 0}
        isLoading={isLoading}
        onMore={more}
        row={(organisation) => (
          <ManagedItem
            title={organisation.name}
            facts={
              <>
                <span>{text.of('organisationKind', organisation.kind)}</span>
                {organisation.country && <span>{organisation.country}</span>}
                {organisation.formerNames.length > 0 && (
                  <span>{text('merge.former', { names: text.list(organisation.formerNames) })}</span>
                )}
              </>
            }
          >
            <div className="row">
              <ChangeButton name={organisation.name} onClick={() => edit(organisation)} />
              <button
                type="button"
                className="button"
                aria-label={text('merge.of', { name: organisation.name })}
                onClick={() => setMerging(organisation)}
              >
                {text('merge.action')}
              </button>
            </div>
          </ManagedItem>
        )}
      />
      {edited && <OrganisationDialog organisation={item} {...form} />}
      {merging && (
        <MergeDialog
          organisation={merging}
          onDone={() => answer[1]({ requestPolicy: 'network-only' })}
          onClose={() => setMerging(undefined)}
        />
      )}
    </>
  );
}

function OrganisationDialog(props: FormProps & { organisation: Organisation | undefined }) {
  const text = useText();
  const { organisation } = props;
  const [, create] = useMutation(Create);
  const [, change] = useMutation(Change);
  const [said, setSaid] = useState({
    name: organisation?.name ?? '',
    kind: organisation?.kind ?? ('INDUSTRY' as OrganisationKind),
    country: organisation?.country ?? '',
    rorId: organisation?.rorId ?? '',
    transparencyRegisterId: organisation?.transparencyRegisterId ?? '',
  });
  const send = async () => {
    const input = {
      ...said,
      country: said.country.trim() || null,
      rorId: said.rorId.trim() || null,
      transparencyRegisterId: said.transparencyRegisterId.trim() || null,
    };
    const result = organisation
      ? await change({ input: { id: organisation.id, version: organisation.version, ...input } })
      : await create({ input });
    const faults = faultsOf(result, text('manage.notSent'));
    if (faults.length === 0) props.onDone();
    return faults;
  };
  const line = (name: 'name' | 'country' | 'rorId' | 'transparencyRegisterId', most: number, fault?: ReactNode) => (
    <TextField
      label={text(`manage.field.${name}`)}
      hint={name === 'name' ? undefined : text(`manage.hint.${name}`)}
      error={fault}
      isRequired={name === 'name'}
      most={most}
      value={said[name]}
      onChange={(value) => setSaid({ ...said, [name]: value })}
    />
  );
  return (
    <FormDialog
      title={organisation ? text('manage.changeOf', { name: organisation.name }) : text('manage.newOrganisation')}
      action={text(organisation ? 'manage.save' : 'manage.create')}
      fields={['name', 'country', 'rorId', 'transparencyRegisterId']}
      onSend={send}
      onClose={props.onClose}
      onReload={props.onReload}
    >
      {(faults) => (
        <>
          {line('name', 300, faultAt(faults, 'name'))}
          <OneOfField
            label={text('manage.field.kind')}
            values={KINDS}
            word={(kind) => text.of('organisationKind', kind)}
            value={said.kind}
            onChange={(kind) => setSaid({ ...said, kind })}
          />
          {line('country', 2, faultAt(faults, 'country'))}
          {line('rorId', 50, faultAt(faults, 'rorId'))}
          {line('transparencyRegisterId', 50, faultAt(faults, 'transparencyRegisterId'))}
        </>
      )}
    </FormDialog>
  );
}
