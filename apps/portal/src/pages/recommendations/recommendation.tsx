import { useParams, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { useLanguage } from '../../language/language-provider';
import { Answer, hasFailed } from '../../parts/answer';
import { pastDay } from '../../parts/past';
import NotFound from '../not-found/not-found';
import './recommendations.css';
import { Arguments } from './arguments';
import { Figures } from './figures';
import { Missing } from './missing';
import { RecommendationHead } from './recommendation-head';
import { RecommendationPage } from './recommendation-query';
import { Undecided } from './undecided';

/** One recommendation: what it says, how well that is attested, and what is said about it. */
export default function RecommendationOf() {
  const { code = '' } = useParams();
  const { language } = useLanguage();
  const [parameters] = useSearchParams();
  const past = pastDay(parameters);
  const answer = useQuery({ query: RecommendationPage, variables: { code, language, asOf: past?.end } });
  const [{ data, error }] = answer;
  // Coverage refuses a code that there is not.
  if (error?.graphQLErrors.some(({ extensions }) => extensions?.code === 'INVALID')) return <NotFound />;
  if (data && !data.recommendation && !hasFailed(answer[0])) return <NotFound />;
  return (
    <article className="page recommendation">
      <Answer of={answer}>
        {({ recommendation, coverageByKind, coverageByYear }) =>
          recommendation && (
            <>
              <RecommendationHead recommendation={recommendation} />
              <Figures
                recommendation={recommendation}
                byKind={coverageByKind.rows[0]?.cells ?? []}
                byYear={coverageByYear.rows[0]?.cells ?? []}
              />
              <Arguments recommendation={recommendation} />
              {!past && (
                <>
                  <Undecided recommendation={recommendation} />
                  <Missing recommendation={recommendation} />
                </>
              )}
            </>
          )
        }
      </Answer>
    </article>
  );
}
