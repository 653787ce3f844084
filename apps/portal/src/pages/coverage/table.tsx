import { Link } from 'react-router';
import { useText } from '../../language/text';
import { LevelBadge } from '../../parts/badges';
import type { MatrixRow } from './coverage-query';
import type { Column } from './picture';
import { behind, type View } from './view';

/** The same as a table, in words and figures. */
export function Table({ view, rows, columns }: { view: View; rows: readonly MatrixRow[]; columns: readonly Column[] }) {
  const text = useText();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section className="matrix" tabIndex={0} aria-label={text('coverage.table')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text('coverage.recommendation')}</th>
            <th scope="col">{text('coverage.level')}</th>
            <th scope="col" className="number">
              {text('coverage.total')}
            </th>
            {columns.map(({ value, label }) => (
              <th key={value} scope="col" className="number">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ recommendation, total, cells }) => (
            <tr key={recommendation.code}>
              <th scope="row">
                <Link to={`/recommendations/${recommendation.code}`} lang="en">
                  {recommendation.title}
                </Link>{' '}
                <span className="small soft code">{recommendation.code}</span>
              </th>
              <td>
                <LevelBadge level={total.level} />
              </td>
              <td className="number">
                {total.contributions > 0 ? (
                  <Link to={behind(view, recommendation.code)}>{text.number(total.contributions)}</Link>
                ) : (
                  text.number(0)
                )}
              </td>
              {columns.map(({ value }) => {
                const cell = cells.find((one) => one.columns[0] === value);
                return (
                  <td key={value} className="number">
                    {cell ? (
                      <Link to={behind(view, recommendation.code, value)} title={text.of('level', cell.level)}>
                        {text.number(cell.contributions)}
                      </Link>
                    ) : (
                      <span className="soft">0</span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
