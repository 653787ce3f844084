import type { Stance, Strength } from '../../api/generated/graphql';
import { useText } from '../../language/text';
import { STANCES, STRENGTHS } from '../../parts/choices';

/** What an analyst says of a link when a suggestion is accepted. */
export interface Claim {
  stance: Stance;
  strength: Strength;
}
export const FIRST_CLAIM: Claim = { stance: 'UNSTATED', strength: 'ADDRESSES' };

/** On which side the paper stands, and how strongly. */
export function ClaimFields(props: { label: string; claim: Claim; onChange: (claim: Claim) => void }) {
  const text = useText();
  const { claim, label } = props;
  return (
    <div className="claim">
      <select
        aria-label={text('desk.stanceOf', { name: label })}
        value={claim.stance}
        onChange={(event) => props.onChange({ ...claim, stance: event.target.value as Stance })}
      >
        {STANCES.map((stance) => (
          <option key={stance} value={stance}>
            {text.of('stance', stance)}
          </option>
        ))}
      </select>
      <select
        aria-label={text('desk.strengthOf', { name: label })}
        value={claim.strength}
        onChange={(event) => props.onChange({ ...claim, strength: event.target.value as Strength })}
      >
        {STRENGTHS.map((strength) => (
          <option key={strength} value={strength}>
            {text.of('strength', strength)}
          </option>
        ))}
      </select>
    </div>
  );
}
