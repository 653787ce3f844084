import type { CoverageLevel } from '../../api/generated/enums';
import { useText } from '../../language/text';
import { Mark } from './mark';

const LEVELS: readonly CoverageLevel[] = ['NONE', 'ONE_VOICE', 'CONVERGING', 'CONTESTED'];

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
