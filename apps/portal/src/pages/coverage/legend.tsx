import { useText } from '../../language/text';
import { LEVELS } from '../../parts/choices';
import { Mark } from './mark';

/** What the shapes mean. */
export function Legend() {
  const text = useText();
  return (
    <ul className="plain coverage-legend small">
      {LEVELS.map((level) => (
        <li key={level}>
          <svg width={24} height={24} aria-hidden>
            <Mark level={level} count={2} most={2} size={24} />
          </svg>
          {text(`level.${level}`)}
        </li>
      ))}
      <li className="soft">{text('coverage.figure')}</li>
    </ul>
  );
}
