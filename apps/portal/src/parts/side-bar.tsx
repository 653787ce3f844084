import { useText } from '../language/text';
import { SIDES, type Side } from './sides';

/** For, against and neither in one bar, with the figures in words; each side has a pattern of its own beside its colour. */
export function SideBar({ counts, isQuiet }: { counts: Record<Side, number>; isQuiet?: boolean }) {
  const text = useText();
  const shown = SIDES.filter((side) => counts[side] > 0);
  if (shown.length === 0) return null;
  return (
    <div className={isQuiet ? 'side-bar quiet' : 'side-bar'}>
      <div className="bar" aria-hidden>
        {shown.map((side) => (
          <span key={side} className={`part ${side.toLowerCase()}`} style={{ flexGrow: counts[side] }} />
        ))}
      </div>
      <ul className="plain">
        {shown.map((side) => (
          <li key={side}>
            <span className={`swatch ${side.toLowerCase()}`} aria-hidden />
            {text(`side.count.${side}`, { count: counts[side] })}
          </li>
        ))}
      </ul>
    </div>
  );
}
