import { FaultText } from '../../api/faults';
import { useText } from '../../language/text';
import { useDraftState } from './draft-context';

/** Where what was typed is: with the server, or in this browser until it can be sent. */
export function SaveState() {
  const text = useText();
  const { saving, isRestored, problem, otherErrors } = useDraftState();
  return (
    <>
      {/* Heard when it is sure; each letter typed would be too much. */}
      <p aria-live={saving === 'KEPT' || saving === 'SAVING' ? 'off' : 'polite'} className="small soft save-state">
        {text(`submit.saving.${saving}`)}
        {isRestored && saving === 'KEPT' && <> {text('submit.restored')}</>}
      </p>
      <div role="alert">
        {problem && (
          <div className="notice problem">
            <p>
              {text(problem.message)} {saving === 'NOT_KEPT' ? text('submit.notKept') : text('submit.isKept')}
            </p>
            {problem.id && <p>{text('problem.reportId', { id: problem.id })}</p>}
          </div>
        )}
        {otherErrors.map((fault) => (
          <p key={fault.message} className="fault">
            <FaultText of={fault} />
          </p>
        ))}
      </div>
    </>
  );
}
