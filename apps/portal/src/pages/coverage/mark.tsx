import type { CoverageLevel } from '../../api/generated/enums';

/** A level as a shape with its figure: a ring for one voice, a disc for agreement, a diamond for dispute, a dash for nothing. */
export function Mark({
  level,
  count,
  size,
  most,
}: {
  level: CoverageLevel;
  count: number;
  size: number;
  most: number;
}) {
  if (level === 'NONE') return <path className="mark-none" d={`M${size / 2 - 4} ${size / 2}h8`} />;
  const radius = size * (0.28 + 0.17 * Math.sqrt(count / Math.max(most, 1)));
  const middle = size / 2;
  const className = `mark-${level.toLowerCase()}`;
  return (
    <>
      {level === 'CONTESTED' ? (
        <path
          className={className}
          d={`M${middle} ${middle - radius * 1.12}L${middle + radius * 1.12} ${middle}L${middle} ${middle + radius * 1.12}L${middle - radius * 1.12} ${middle}Z`}
        />
      ) : (
        <circle className={className} cx={middle} cy={middle} r={radius} />
      )}
      <text className={`${className} figure`} x={middle} y={middle} dy="0.35em" textAnchor="middle">
        {count}
      </text>
    </>
  );
}
