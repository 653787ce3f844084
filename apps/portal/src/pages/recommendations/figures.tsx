import { Link } from 'react-router';
import type { Stance } from '../../api/generated/graphql';
import { useText } from '../../language/text';
import { LevelBadge } from '../../parts/badges';
import { PastDay, PastNotice } from '../../parts/past-day';
import { SideBar } from '../../parts/side-bar';
import { countSides, SIDES, type Side, sideOf } from '../../parts/sides';
import type { Cells, Shown } from './recommendation-query';

/** How much is said about it, by whom and when, and whether they agree: from confirmed links alone. */
export function Figures({ recommendation, byKind, byYear }: { recommendation: Shown; byKind: Cells; byYear: Cells }) {
  const text = useText();
  const { coverage, code } = recommendation;
  const years = bySide(byYear);
  return (
    <section aria-labelledby="said">
      <div className="said-head">
        <h2 id="said">{text('recommendation.said')}</h2>
        <PastDay />
      </div>
      <PastNotice />
      <p className="row">
        <LevelBadge level={coverage.level} />
        <span>{text.of('recommendation.level', coverage.level)}</span>
      </p>
      {coverage.contributions > 0 && (
        <>
          <p>
            {text('recommendation.figures', {
              contributions: coverage.contributions,
              organisations: coverage.organisations,
            })}{' '}
            <Link to={`/find?${new URLSearchParams({ recommendation: code })}`}>{text('recommendation.findAll')}</Link>
          </p>
          <SideBar counts={countSides(coverage.byStance)} />
          {coverage.suspect > 0 && (
            <p className="small">{text('recommendation.suspect', { count: coverage.suspect })}</p>
          )}
          <div className="split even">
            <SideTable
              caption={text('recommendation.byOrganisationKind')}
              head={text('recommendation.organisationKind')}
              rows={bySide(byKind).map(([kind, counts]) => [text.of('organisationKind', kind || 'NONE'), counts])}
              note={text('recommendation.severalCount')}
            />
            <SideTable
              caption={text('recommendation.byYear')}
              head={text('recommendation.year')}
              rows={years}
              note={years.length === 1 ? text('recommendation.oneYear', { year: years[0]![0] }) : undefined}
            />
          </div>
        </>
      )}
    </section>
  );
}

function SideTable(props: { caption: string; head: string; rows: [string, Record<Side, number>][]; note?: string }) {
  const text = useText();
  const sums = props.rows.map(([, counts]) => SIDES.reduce((sum, side) => sum + counts[side], 0));
  const most = Math.max(1, ...sums);
  return (
    <div>
      <table className="sides">
        <caption>{props.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{props.head}</th>
            {SIDES.map((side) => (
              <th key={side} scope="col" className="number">
                {text(`side.${side}`)}
              </th>
            ))}
            <td className="wide-only" />
          </tr>
        </thead>
        <tbody>
          {props.rows.map(([label, counts], index) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {SIDES.map((side) => (
                <td key={side} className="number">
                  {counts[side] > 0 ? text.number(counts[side]) : <span className="soft">·</span>}
                </td>
              ))}
              <td className="wide-only">
                <div className="bar" aria-hidden style={{ width: `${(100 * sums[index]!) / most}%` }}>
                  {SIDES.map(
                    (side) =>
                      counts[side] > 0 && (
                        <span key={side} className={`part ${side.toLowerCase()}`} style={{ flexGrow: counts[side] }} />
                      ),
                  )}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {props.note && <p className="small soft">{props.note}</p>}
    </div>
  );
}

/** Cells of [value, stance] as figures by side. */
function bySide(cells: Cells): [string, Record<Side, number>][] {
  const rows = new Map<string, Record<Side, number>>();
  for (const { columns, contributions } of cells) {
    const [value = '', stance] = columns;
    const row = rows.get(value) ?? { FOR: 0, AGAINST: 0, OTHER: 0 };
    row[sideOf(stance as Stance)] += contributions;
    rows.set(value, row);
  }
  return [...rows];
}
