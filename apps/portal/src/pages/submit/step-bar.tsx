import { Check } from 'lucide-react';
import { NavLink } from 'react-router';
import { useText } from '../../language/text';
import { useDraftState } from './draft-context';
import { missing, STEPS, type Step, stepOf } from './steps';

/** Where one is. Steps can be taken in any order; which of them lack something is said. */
export function StepBar({ id, step }: { id: string; step: Step }) {
  const text = useText();
  const { row, fields } = useDraftState();
  const lacking = new Set(missing(row.kind, fields).map(stepOf));
  return (
    <nav aria-label={text('submit.steps')} className="steps">
      <ol>
        {STEPS.map((one, index) => (
          <li key={one}>
            <NavLink to={`/submit/${id}/${one}`} aria-current={one === step ? 'step' : undefined}>
              <span className="place" aria-hidden>
                {one === 'text' && !lacking.has('text') ? <Check size={16} /> : index + 1}
              </span>
              {text(`submit.step.${one}`)}
              {lacking.has(one) && <span className="unseen"> ({text('submit.lacking')})</span>}
            </NavLink>
          </li>
        ))}
      </ol>
    </nav>
  );
}
