import { useId } from 'react';
import { useSearchParams } from 'react-router';
import { useText } from '../language/text';
import { useSetParameter } from './parameter';
import { PAST, pastDay, today } from './past';

/** Asks for the day as of which figures are shown; empty for now. */
export function PastDay() {
  const text = useText();
  const id = useId();
  const [parameters] = useSearchParams();
  const setParameter = useSetParameter();
  return (
    <div className="field">
      <label htmlFor={id}>{text('pastDay.label')}</label>
      <input
        id={id}
        type="date"
        max={today()}
        value={pastDay(parameters)?.day ?? ''}
        onChange={(event) => setParameter(PAST, event.target.value)}
      />
    </div>
  );
}

/** Says that what is shown is past, and the way to now. */
export function PastNotice() {
  const text = useText();
  const [parameters] = useSearchParams();
  const setParameter = useSetParameter();
  const past = pastDay(parameters);
  if (!past) return null;
  return (
    <div className="notice row past" role="status">
      <p>{text('pastDay.notice', { day: text.partialDate(past.day) })}</p>
      <button
        type="button"
        className="button"
        onClick={() => {
          setParameter(PAST, '');
          document.querySelector<HTMLElement>('main h1')?.focus();
        }}
      >
        {text('pastDay.now')}
      </button>
    </div>
  );
}
