import { Link, useSearchParams } from 'react-router';
import type { RecommendationListQuery } from '../../api/generated/graphql';
import { PageHeading } from '../../app/page-heading';
import { useText } from '../../language/text';
import { Answer } from '../../parts/answer';
import { LEVELS } from '../../parts/choices';
import { usePages } from '../../parts/use-pages';
import './recommendations.css';
import { type Listed, RecommendationList } from './list-query';
import { RecommendationEntry } from './recommendation-entry';

/** All recommendations by chapter, and at a glance what is said about each. */
export default function Recommendations() {
  const text = useText();
  const { answer, items } = usePages({
    query: RecommendationList,
    variables: {},
    connectionOf: (data) => data.recommendations,
    isWhole: true,
  });
  return (
    <div className="page">
      <PageHeading title={text('recommendations.title')} />
      <Answer of={answer}>{({ recommendationSets }) => <Chapters sets={recommendationSets} all={items} />}</Answer>
    </div>
  );
}

function Chapters({ sets, all }: { sets: RecommendationListQuery['recommendationSets']; all: readonly Listed[] }) {
  const text = useText();
  const [parameters] = useSearchParams();
  const level = LEVELS.find((one) => one === parameters.get('level'));
  const shown = level ? all.filter(({ coverage }) => coverage.level === level) : all;
  const choices = [undefined, ...LEVELS].map((one) => ({
    level: one,
    label: one
      ? text(`recommendations.ofLevel.${one}`, {
          count: all.filter(({ coverage }) => coverage.level === one).length,
        })
      : text('recommendations.all', { count: all.length }),
  }));
  return (
    <>
      {sets.map((set) => (
        <p key={set.code} className="lead" lang="en">
          {set.title}
        </p>
      ))}
      <nav aria-label={text('recommendations.filter')}>
        <ul className="plain levels">
          {choices.map((choice) => (
            <li key={choice.label}>
              <Link
                className="choice"
                to={choice.level ? `?level=${choice.level}` : '?'}
                replace
                preventScrollReset
                aria-current={choice.level === level ? 'true' : undefined}
              >
                {choice.label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <p role="status" className="unseen">
        {text('recommendations.shown', { count: shown.length })}
      </p>
      {shown.length === 0 && <p>{text('recommendations.none')}</p>}
      {byChapter(shown).map(([chapter, entries]) => (
        <section key={chapter}>
          <h2 lang="en">{chapter}</h2>
          <ul className="plain entries">
            {entries.map((entry) => (
              <RecommendationEntry key={entry.code} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** In the order given, in which chapters stand together. */
function byChapter(entries: readonly Listed[]): [string, Listed[]][] {
  const chapters = new Map<string, Listed[]>();
  for (const entry of entries) {
    const known = chapters.get(entry.chapter);
    if (known) known.push(entry);
    else chapters.set(entry.chapter, [entry]);
  }
  return [...chapters];
}
