import { useState } from 'react';
import { useMutation } from 'urql';
import { FaultText, faultAt, faultsOf } from '../../api/faults';
import type { OwnAccessQuery } from '../../api/generated/graphql';
import { useText } from '../../language/text';
import { ConfirmDialog } from '../../parts/confirm-dialog';
import { Field } from '../../parts/field';
import { Moment } from '../../parts/moment';
import { useTell } from '../../parts/notices';
import { OtherFaults } from '../../parts/other-faults';
import { Secret } from '../../parts/secret';
import type { Fault } from '../../session/session-provider';
import { EndToken, MakeToken } from './account-query';

type Token = OwnAccessQuery['ownTokens'][number];
const DAYS = [7, 30, 90, 365] as const;

/** Tokens for one's programs: made with a name and an end, shown once, ended at once. */
export function Tokens({ tokens, onChanged }: { tokens: Token[]; onChanged: () => void }) {
  const text = useText();
  const tell = useTell();
  const [, make] = useMutation(MakeToken);
  const [{ fetching }, end] = useMutation(EndToken);
  const [faults, setFaults] = useState<Fault[]>([]);
  const [made, setMade] = useState<string>();
  const [ending, setEnding] = useState<Token>();
  const send = async (form: HTMLFormElement) => {
    const values = new FormData(form);
    const input = { name: String(values.get('name')), days: Number(values.get('days')) };
    const result = await make({ input });
    const found = faultsOf(result, text('account.notSent'));
    setFaults(found);
    if (found.length > 0) return form.querySelector<HTMLElement>('[aria-invalid]')?.focus();
    form.reset();
    setMade(result.data?.makeToken.token ?? undefined);
    return onChanged();
  };
  const confirmEnd = async () => {
    const [fault] = faultsOf(await end({ input: { id: ending?.id ?? '' } }), text('account.notSent'));
    setEnding(undefined);
    tell({ text: fault ? <FaultText of={fault} /> : text('account.tokenEnded', { name: ending?.name }) });
    onChanged();
  };
  return (
    <section>
      <h2>{text('account.tokens')}</h2>
      <p className="small soft">{text('account.tokensHelp')}</p>
      {made && <Secret label={text('account.newToken')} value={made} onClose={() => setMade(undefined)} />}
      {tokens.length > 0 && (
        <ul className="plain access-list">
          {tokens.map((token) => (
            <li key={token.id}>
              <div>
                <b>{token.name}</b>
                <p className="facts">
                  <span>
                    {text('account.endsOn')} <Moment at={token.expiresAt} />
                  </span>
                  <span>
                    {token.lastUsedAt ? (
                      <>
                        {text('account.lastUsed')} <Moment at={token.lastUsedAt} as="ago" />
                      </>
                    ) : (
                      text('account.neverUsed')
                    )}
                  </span>
                </p>
              </div>
              <button
                type="button"
                className="button"
                aria-label={text('account.endTokenOf', { name: token.name })}
                onClick={() => setEnding(token)}
              >
                {text('account.end')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send(event.currentTarget);
        }}
      >
        <Field label={text('account.tokenName')} hint={text('account.tokenNameHint')} error={faultAt(faults, 'name')}>
          {(control) => <input {...control} name="name" autoComplete="off" maxLength={100} />}
        </Field>
        <Field label={text('account.tokenDays')} error={faultAt(faults, 'days')}>
          {(control) => (
            <select {...control} name="days" defaultValue={90}>
              {DAYS.map((days) => (
                <option key={days} value={days}>
                  {text('account.days', { days })}
                </option>
              ))}
            </select>
          )}
        </Field>
        <OtherFaults faults={faults} fields={['name', 'days']} />
        <div>
          <button type="submit" className="button">
            {text('account.makeToken')}
          </button>
        </div>
      </form>
      <ConfirmDialog
        title={text('account.endTokenOf', { name: ending?.name })}
        action={text('account.end')}
        isOpen={ending !== undefined}
        isBusy={fetching}
        onConfirm={() => void confirmEnd()}
        onClose={() => setEnding(undefined)}
      >
        <p>{text('account.endTokenHelp')}</p>
      </ConfirmDialog>
    </section>
  );
}
