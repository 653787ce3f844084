import { Link, useLocation } from 'react-router';
import { PageHeading } from '../../app/page-heading';
import { useText } from '../../language/text';

/** Handing in needs an account. What was typed before the session ended waits in this browser. */
export function SignInNeeded() {
  const text = useText();
  const { pathname, search } = useLocation();
  return (
    <div className="page narrow">
      <PageHeading title={text('submit.title')} />
      <p>{text('submit.signIn')}</p>
      <p>
        <Link className="button primary" to={`/sign-in?${new URLSearchParams({ to: pathname + search })}`}>
          {text('layout.signIn')}
        </Link>
      </p>
    </div>
  );
}
