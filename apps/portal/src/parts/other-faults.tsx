import { FaultText, faultsBeside } from '../api/faults';
import type { Fault } from '../session/session-provider';

/** What is wrong and belongs to none of the fields, which say themselves what is. */
export function OtherFaults({ faults, fields }: { faults: readonly Fault[]; fields: readonly string[] }) {
  return (
    <div role="alert">
      {faultsBeside(faults, fields).map((fault) => (
        <p key={fault.message} className="fault">
          <FaultText of={fault} />
        </p>
      ))}
    </div>
  );
}
