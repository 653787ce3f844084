import { type ReactNode, useState } from 'react';
import { useMutation } from 'urql';
import { FaultText } from '../../api/faults';
import { graphql } from '../../api/generated';
import { problemOf } from '../../api/problem';
import { useText } from '../../language/text';
import { PageDialog } from '../../parts/confirm-dialog';
import { Field } from '../../parts/field';
import { useTell } from '../../parts/notices';

const WithdrawPaper = graphql(`
  mutation WithdrawPaper($input: ContributionTransitionInput!) {
    withdrawContribution(input: $input) {
      contribution {
        id
      }
      errors {
        ...Faults
      }
    }
  }
`);

/** Takes a paper back, with a reason that stays in its place. */
export function WithdrawDialog(props: { paper: { id: string; title: string; version: number }; onClose: () => void }) {
  const text = useText();
  const tell = useTell();
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<ReactNode>();
  const [{ fetching }, send] = useMutation(WithdrawPaper);
  const { paper } = props;
  const withdraw = async () => {
    if (reason.trim() === '') return setFault(text('my.withdraw.noReason'));
    const { data, error } = await send({ input: { id: paper.id, version: paper.version, note: reason } });
    const [first] = data?.withdrawContribution.errors ?? [];
    if (error) return setFault(text(problemOf(error).message));
    if (first)
      return setFault(first.code === 'VERSION_CONFLICT' ? text('my.withdraw.changed') : <FaultText of={first} />);
    tell(text('my.withdraw.done'));
    return props.onClose();
  };
  return (
    <PageDialog title={text('my.withdraw.title')} isOpen onClose={props.onClose} role="alertdialog">
      <p>{text('my.withdraw.means', { title: paper.title })}</p>
      <Field label={text('my.withdraw.reason')} isRequired error={fault}>
        {(control) => (
          <textarea
            {...control}
            rows={3}
            maxLength={3_000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <div className="row end">
        <button type="button" className="button" onClick={props.onClose}>
          {text('parts.cancel')}
        </button>
        <button type="button" className="button primary" disabled={fetching} onClick={() => void withdraw()}>
          {text('my.withdraw')}
        </button>
      </div>
    </PageDialog>
  );
}
