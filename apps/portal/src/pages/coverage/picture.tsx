import { Fragment, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useText } from '../../language/text';
import type { MatrixRow } from './coverage-query';
import { Mark } from './mark';
import { behind, type View } from './view';

export interface Column {
  value: string;
  label: string;
}

const CELL = 34;
const LABELS = 420;
const HEAD = 150;
export const PICTURE = 'coverage-picture';

/** The matrix: a row for each recommendation, a column for each value, and what is said in a shape. Cells lead to the papers behind them. */
export function Picture({
  view,
  rows,
  columns,
}: {
  view: View;
  rows: readonly MatrixRow[];
  columns: readonly Column[];
}) {
  const text = useText();
  const most = Math.max(1, ...rows.map(({ total }) => total.contributions));
  const left = LABELS + CELL + 16;
  // Few columns stand wider apart, so that the page is used.
  const step = Math.max(CELL, Math.min(88, Math.floor(720 / Math.max(1, columns.length))));
  const width = left + columns.length * step + 110;
  const height = HEAD + rows.length * CELL + 8;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section className="matrix" tabIndex={0} aria-label={text('coverage.picture')}>
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: the section names it, and each of its links has a name. */}
      <svg id={PICTURE} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
        <text
          className="head"
          x={LABELS + CELL / 2}
          y={HEAD - 10}
          transform={`rotate(-45 ${LABELS + CELL / 2} ${HEAD - 10})`}
        >
          {text('coverage.total')}
        </text>
        {columns.map(({ value, label }, index) => {
          const x = left + index * step + CELL / 2;
          return (
            <text key={value} className="head" x={x} y={HEAD - 10} transform={`rotate(-45 ${x} ${HEAD - 10})`}>
              {label.length > 26 ? `${label.slice(0, 25)}…` : label}
              <title>{label}</title>
            </text>
          );
        })}
        {rows.map(({ recommendation, total, cells }, index) => {
          const y = HEAD + index * CELL;
          const title = recommendation.title;
          return (
            <Fragment key={recommendation.code}>
              <path className="line" d={`M0 ${y}H${width - 90}`} />
              <PictureLink to={`/recommendations/${recommendation.code}`} label={title}>
                <rect className="target" x={0} y={y} width={LABELS - 8} height={CELL} />
                {/* What is longer than the column is cut at its end; the name of the link has it all. */}
                {/* biome-ignore lint/a11y/noSvgWithoutTitle: it only cuts its text off. */}
                <svg x={0} y={y} width={LABELS - 8} height={CELL}>
                  <text className="label" y={CELL / 2} dy="0.35em" lang="en">
                    {title}
                  </text>
                </svg>
              </PictureLink>
              <g transform={`translate(${LABELS} ${y})`}>
                {total.level === 'NONE' ? (
                  <Mark level="NONE" count={0} most={most} size={CELL} />
                ) : (
                  <PictureLink
                    to={behind(view, recommendation.code)}
                    label={cellName(text, title, text('coverage.total'), total)}
                  >
                    <rect className="target" width={CELL} height={CELL} />
                    <Mark level={total.level} count={total.contributions} most={most} size={CELL} />
                  </PictureLink>
                )}
              </g>
              {columns.map(({ value, label }, place) => {
                const cell = cells.find((one) => one.columns[0] === value);
                if (!cell) return null;
                return (
                  <g key={value} transform={`translate(${left + place * step} ${y})`}>
                    <PictureLink
                      to={behind(view, recommendation.code, value)}
                      label={cellName(text, title, label, cell)}
                    >
                      <rect className="target" width={CELL} height={CELL} />
                      <Mark level={cell.level} count={cell.contributions} most={most} size={CELL} />
                    </PictureLink>
                  </g>
                );
              })}
            </Fragment>
          );
        })}
      </svg>
    </section>
  );
}

function cellName(
  text: ReturnType<typeof useText>,
  row: string,
  column: string,
  { contributions, level }: { contributions: number; level: string },
): string {
  return text('coverage.cell', { row, column, count: contributions, level: text.of('level', level) });
}

/** A link within the picture; followed without loading the page anew, unless somebody wants it elsewhere. */
function PictureLink({ to, label, children }: { to: string; label: string; children: ReactNode }) {
  const navigate = useNavigate();
  return (
    <a
      href={to}
      aria-label={label}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        void navigate(to);
      }}
    >
      {children}
    </a>
  );
}
