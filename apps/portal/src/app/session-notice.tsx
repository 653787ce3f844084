import { Link, useLocation } from 'react-router';
import { useText } from '../language/text';
import { useSession } from '../session/session-provider';

/** Says that the session ended by itself. What was typed stays where it is: signing in leads back. */
export function SessionNotice() {
  const text = useText();
  const { hasEnded, viewer, forgetEnd } = useSession();
  const { pathname, search } = useLocation();
  return (
    <div role="status">
      {hasEnded && !viewer && pathname !== '/sign-in' && (
        <div className="notice session">
          <p>{text('session.ended')}</p>
          <Link className="button" to={`/sign-in?${new URLSearchParams({ to: pathname + search })}`}>
            {text('layout.signIn')}
          </Link>
          <button type="button" className="button quiet" onClick={forgetEnd}>
            {text('session.goOn')}
          </button>
        </div>
      )}
    </div>
  );
}
