import './desk.css';
import { useParams, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { Only } from '../../app/only';
import { useLanguage } from '../../language/language-provider';
import { Answer, hasFailed } from '../../parts/answer';
import NotFound from '../not-found/not-found';
import { Review } from './review-query';
import { Workbench } from './workbench';

/** One paper to be judged: the paper on one side, the decisions on the other. */
export default function ReviewOf() {
  return (
    <Only may="ANALYST">
      <OnePaper />
    </Only>
  );
}

function OnePaper() {
  const { reference = '' } = useParams();
  const [parameters] = useSearchParams();
  const { language } = useLanguage();
  const answer = useQuery({
    query: Review,
    variables: { reference, language },
    // What was fetched ahead is shown at once, and looked at again: somebody may have changed it.
    requestPolicy: 'cache-and-network',
  });
  const [{ data }] = answer;
  if (data && !data.contribution && !hasFailed(answer[0])) return <NotFound />;
  return (
    <div className="page desk wide">
      <Answer of={answer}>
        {({ contribution }) =>
          contribution && (
            <Workbench
              key={contribution.id}
              paper={contribution}
              search={parameters.toString()}
              again={() => answer[1]({ requestPolicy: 'network-only' })}
            />
          )
        }
      </Answer>
    </div>
  );
}
