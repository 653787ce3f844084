import { useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { PageHeading } from '../../app/page-heading';
import { useLanguage } from '../../language/language-provider';
import { useText } from '../../language/text';
import { Answer } from '../../parts/answer';
import { STANCES } from '../../parts/choices';
import { pastDay } from '../../parts/past';
import { PastNotice } from '../../parts/past-day';
import './coverage.css';
import { Controls } from './controls';
import { CoveragePage } from './coverage-query';
import { Downloads } from './downloads';
import { Legend } from './legend';
import { Picture } from './picture';
import { Table } from './table';
import { filterOf, viewOf } from './view';

const placeOf = (stance: string) => (STANCES as readonly string[]).indexOf(stance);

/** Who has spoken on which recommendation, and where nobody has: as a picture or as a table, gaps first. */
export default function Coverage() {
  const text = useText();
  const { language } = useLanguage();
  const [parameters] = useSearchParams();
  const view = viewOf(parameters);
  const answer = useQuery({
    query: CoveragePage,
    variables: {
      by: [view.by],
      filter: filterOf(view),
      gapsFirst: view.gapsFirst,
      language,
      asOf: pastDay(parameters)?.end,
    },
  });
  return (
    <div className="page coverage">
      <PageHeading title={text('coverage.title')} />
      <p className="lead">{text('coverage.lead')}</p>
      <Answer of={answer}>
        {(data) => {
          const { rows, columns, computedAt } = data.coverage;
          // Values of an enumeration are said in the reader's language; names are as they are.
          const groups = { KIND: 'kind', STANCE: 'stance', ORGANISATION_KIND: 'organisationKind' } as const;
          const group = view.by in groups ? groups[view.by as keyof typeof groups] : undefined;
          const ordered =
            view.by === 'STANCE'
              ? [...columns].sort((one, other) => placeOf(one.value) - placeOf(other.value))
              : columns;
          const named = ordered.map(({ value, label }) => ({
            value,
            label:
              value === ''
                ? text('coverage.noValue')
                : group
                  ? text.of(group, value)
                  : view.by === 'THEME'
                    ? (data.themes.find(({ code }) => code === value)?.label ?? label)
                    : label,
          }));
          const gaps = rows.filter(({ total }) => total.level === 'NONE').length;
          return (
            <>
              <Controls data={data} view={view} />
              <PastNotice />
              <p role="status">{text('coverage.summary', { gaps, all: rows.length })}</p>
              <Legend />
              {view.isTable ? (
                <Table view={view} rows={rows} columns={named} />
              ) : (
                <Picture view={view} rows={rows} columns={named} />
              )}
              <Downloads view={view} rows={rows} columns={named} />
              <p className="small soft">{text('coverage.computed', { at: text.time(computedAt) })}</p>
            </>
          );
        }}
      </Answer>
    </div>
  );
}
