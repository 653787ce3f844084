import { isRouteErrorResponse, useRouteError } from 'react-router';
import { useText } from '../language/text';
import { PageHeading } from './page-heading';

/** Instead of a page that broke, or could not be loaded: what happened, and a way on. */
export function PageProblem() {
  const text = useText();
  const error = useRouteError();
  // A page's file is gone when the server was renewed meanwhile, or the network failed; loading everything again mends both.
  const isLoading = error instanceof TypeError && /import|fetch|load/i.test(error.message);
  if (!isRouteErrorResponse(error) && !isLoading) console.error(error);
  return (
    <div className="page narrow">
      <PageHeading title={text('problem.pageTitle')} />
      <p>{text(isLoading ? 'problem.pageNotLoaded' : 'problem.pageBroke')}</p>
      <p>
        <button type="button" className="button" onClick={() => location.reload()}>
          {text('problem.reload')}
        </button>
      </p>
    </div>
  );
}
