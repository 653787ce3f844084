import { useText } from '../../language/text';
import { LevelBadge, StanceBadge } from '../../parts/badges';
import { ContributionCard } from '../../parts/contribution-card';
import { Cut } from '../../parts/cut';
import { SideBar } from '../../parts/side-bar';
import { countSides } from '../../parts/sides';
import type { MirroredPaper } from './check-query';

/** What is there already: texts much like this one, what is said on the same recommendations, and what is about the same. */
export function Mirror({ paper }: { paper: MirroredPaper }) {
  const text = useText();
  const alike = new Set(paper.nearDuplicates.map(({ contribution }) => contribution.id));
  const near = paper.similar.filter(({ id }) => !alike.has(id));
  return (
    <section aria-labelledby="mirror" className="mirror">
      <h2 id="mirror">{text('submit.mirror')}</h2>
      {paper.nearDuplicates.length > 0 && (
        <div className="notice problem">
          <h3>{text('submit.mirror.alike')}</h3>
          <p>{text('submit.mirror.alikeMeans')}</p>
          {paper.nearDuplicates.map(({ contribution, contained, resemblance }) => (
            <ContributionCard key={contribution.id} contribution={contribution}>
              <p className="small">
                {text('submit.mirror.share', {
                  share: text.percent(Math.max(contained, resemblance)),
                })}
              </p>
            </ContributionCard>
          ))}
        </div>
      )}
      <Cut of={paper.links} />
      {paper.links.nodes.map(({ id, recommendation }) => (
        <div key={id} className="mirrored">
          <h3 lang="en">
            {recommendation.title} <span className="code soft small">{recommendation.code}</span>
          </h3>
          <p className="row">
            <LevelBadge level={recommendation.coverage.level} />
            <span className="small">
              {text('recommendations.voices', {
                contributions: recommendation.coverage.contributions,
                organisations: recommendation.coverage.organisations,
              })}
            </span>
          </p>
          {recommendation.coverage.contributions === 0 ? (
            <p>{text('submit.mirror.first')}</p>
          ) : (
            <SideBar counts={countSides(recommendation.coverage.byStance)} />
          )}
          {recommendation.links.nodes.map((link) => (
            <ContributionCard key={link.id} contribution={link.contribution}>
              <StanceBadge stance={link.stance} />
            </ContributionCard>
          ))}
        </div>
      ))}
      {near.length > 0 && (
        <>
          <h3>{text('submit.mirror.similar')}</h3>
          {near.map((contribution) => (
            <ContributionCard key={contribution.id} contribution={contribution} />
          ))}
        </>
      )}
      {paper.nearDuplicates.length + paper.links.nodes.length + near.length === 0 && (
        <p>{text('submit.mirror.nothing')}</p>
      )}
    </section>
  );
}
