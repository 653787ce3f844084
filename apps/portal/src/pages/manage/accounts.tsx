import { useState } from 'react';
import { useMutation } from 'urql';
import { FaultText, faultAt, faultsOf } from '../../api/faults';
import type { Role } from '../../api/generated/graphql';
import { useText } from '../../language/text';
import { ConfirmDialog } from '../../parts/confirm-dialog';
import { Field } from '../../parts/field';
import { FormDialog } from '../../parts/form-dialog';
import { Moment } from '../../parts/moment';
import { useTell } from '../../parts/notices';
import { Secret } from '../../parts/secret';
import { usePages } from '../../parts/use-pages';
import {
  Accounts,
  ChangeAccount,
  CreateAccount,
  DisableAccount,
  EnableAccount,
  type ManagedAccount,
  RenewPassword,
} from './accounts-query';
import { ManagePage } from './manage-page';
import { ChangeButton, type FormProps, ManagedItem, ManagedList, ManageTools, useEditing } from './managed-list';
import { OrganisationField } from './organisation-field';
import { TextField } from './text-field';

const ROLES: readonly Role[] = ['EXPERT', 'ANALYST', 'ADMINISTRATOR'];

/** Accounts and their roles. */
export default function ManageAccounts() {
  return (
    <ManagePage title="manage.accounts">
      <List />
    </ManagePage>
  );
}

type Asked = { account: ManagedAccount; what: 'DISABLE' | 'ENABLE' | 'PASSWORD' };

function List() {
  const text = useText();
  const tell = useTell();
  const [words, setWords] = useState('');
  const [asked, setAsked] = useState<Asked>();
  const [secret, setSecret] = useState<{ name: string; password: string }>();
  const { answer, items, isLoading, more } = usePages({
    query: Accounts,
    variables: { first: 100, filter: { text: words } },
    connectionOf: (data) => data.accounts,
  });
  const again = () => answer[1]({ requestPolicy: 'network-only' });
  const { edited, item, edit, form } = useEditing<ManagedAccount>(again, text('manage.saved'));
  const [, disable] = useMutation(DisableAccount);
  const [, enable] = useMutation(EnableAccount);
  const [, renew] = useMutation(RenewPassword);
  const confirm = async ({ account, what }: Asked) => {
    const input = { id: account.id, version: account.version };
    setAsked(undefined);
    if (what === 'PASSWORD') {
      const result = await renew({ input });
      const [fault] = faultsOf(result, text('manage.notSent'));
      if (fault) tell({ text: <FaultText of={fault} /> });
      else setSecret({ name: account.name, password: result.data?.renewPassword.password ?? '' });
    } else {
      const [fault] = faultsOf(await (what === 'DISABLE' ? disable : enable)({ input }), text('manage.notSent'));
      tell({ text: fault ? <FaultText of={fault} /> : text(`manage.done.${what}`, { name: account.name }) });
    }
    again();
  };
  return (
    <>
      <ManageTools
        find={{ label: text('manage.findAccount'), words, onFind: setWords }}
        action={{ label: text('manage.newAccount'), run: () => edit('NEW') }}
      />
      {secret && (
        <Secret
          label={text('manage.passwordOf', { name: secret.name })}
          value={secret.password}
          onClose={() => setSecret(undefined)}
        />
      )}
      <ManagedList
        of={answer}
        items={items}
        total={answer[0].data?.accounts.totalCount ?? 0}
        isLoading={isLoading}
        onMore={more}
        row={(account) => (
          <ManagedItem title={account.name} facts={<Facts of={account} />}>
            <div className="row">
              <ChangeButton name={account.name} onClick={() => edit(account)} />
              <button
                type="button"
                className="button"
                aria-label={text('manage.ask.PASSWORD', { name: account.name })}
                onClick={() => setAsked({ account, what: 'PASSWORD' })}
              >
                {text('manage.newPassword')}
              </button>
              <button
                type="button"
                className="button"
                aria-label={text(account.disabledAt ? 'manage.ask.ENABLE' : 'manage.ask.DISABLE', {
                  name: account.name,
                })}
                onClick={() => setAsked({ account, what: account.disabledAt ? 'ENABLE' : 'DISABLE' })}
              >
                {text(account.disabledAt ? 'manage.enable' : 'manage.disable')}
              </button>
            </div>
          </ManagedItem>
        )}
      />
      {edited && (
        <AccountDialog
          account={item}
          {...form}
          onMade={(made) => {
            setSecret(made);
            again();
          }}
        />
      )}
      {asked && (
        <ConfirmDialog
          title={text(`manage.ask.${asked.what}`, { name: asked.account.name })}
          action={text(
            asked.what === 'PASSWORD'
              ? 'manage.newPassword'
              : asked.what === 'DISABLE'
                ? 'manage.disable'
                : 'manage.enable',
          )}
          isOpen
          onConfirm={() => void confirm(asked)}
          onClose={() => setAsked(undefined)}
        >
          <p>{text(`manage.means.${asked.what}`)}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function Facts({ of: account }: { of: ManagedAccount }) {
  const text = useText();
  return (
    <>
      <span>{account.email}</span>
      <span>
        {account.roles.length > 0
          ? text.list(account.roles.map((role) => text.of('role', role)))
          : text('account.noRole')}
      </span>
      {account.organisation && <span>{account.organisation.name}</span>}
      {account.lastSeenAt && (
        <span>
          {text('manage.lastSeen')} <Moment at={account.lastSeenAt} as="ago" />
        </span>
      )}
      {account.disabledAt && <b>{text('manage.isShut')}</b>}
      {account.hasGivenPassword && !account.disabledAt && <span>{text('manage.passwordGiven')}</span>}
    </>
  );
}

function AccountDialog(
  props: FormProps & {
    account: ManagedAccount | undefined;
    /** Instead of onDone: the password of a new one is shown. */
    onMade: (made: { name: string; password: string }) => void;
  },
) {
  const text = useText();
  const { account } = props;
  const [, create] = useMutation(CreateAccount);
  const [, change] = useMutation(ChangeAccount);
  const [email, setEmail] = useState('');
  const [name, setName] = useState(account?.name ?? '');
  const [roles, setRoles] = useState<Role[]>(account?.roles ?? ['EXPERT']);
  const [organisation, setOrganisation] = useState(account?.organisation ?? null);
  const send = async () => {
    const said = { name, roles, organisation: organisation?.id };
    if (account) {
      const faults = faultsOf(
        await change({ input: { id: account.id, version: account.version, ...said } }),
        text('manage.notSent'),
      );
      if (faults.length === 0) props.onDone();
      return faults;
    }
    const result = await create({ input: { email, ...said } });
    const faults = faultsOf(result, text('manage.notSent'));
    if (faults.length === 0) props.onMade({ name, password: result.data?.createAccount.password ?? '' });
    return faults;
  };
  return (
    <FormDialog
      title={account ? text('manage.changeOf', { name: account.name }) : text('manage.newAccount')}
      action={text(account ? 'manage.save' : 'manage.create')}
      fields={['email', 'name', 'organisation']}
      onSend={send}
      onClose={props.onClose}
      onReload={props.onReload}
    >
      {(faults) => (
        <>
          {!account && (
            <Field label={text('manage.email')} error={faultAt(faults, 'email')} isRequired>
              {(control) => (
                <input
                  {...control}
                  type="email"
                  autoComplete="off"
                  maxLength={320}
                  value={email}
                  onChange={(event) => setEmail(event.target.value)}
                />
              )}
            </Field>
          )}
          <TextField
            label={text('manage.name')}
            error={faultAt(faults, 'name')}
            isRequired
            most={200}
            value={name}
            onChange={setName}
          />
          <fieldset className="choices">
            <legend>{text('manage.roles')}</legend>
            {ROLES.map((role) => (
              <label key={role} className="check">
                <input
                  type="checkbox"
                  checked={roles.includes(role)}
                  onChange={(event) =>
                    setRoles(event.target.checked ? [...roles, role] : roles.filter((one) => one !== role))
                  }
                />
                <span>
                  {text.of('role', role)} <span className="soft small">{text.of('roleMeans', role)}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <OrganisationField value={organisation} error={faultAt(faults, 'organisation')} onChange={setOrganisation} />
        </>
      )}
    </FormDialog>
  );
}
