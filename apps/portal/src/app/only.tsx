import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import type { Role } from '../api/generated/graphql';
import { useText } from '../language/text';
import NotFound from '../pages/not-found/not-found';
import { useSession } from '../session/session-provider';
import { PageHeading } from './page-heading';

/** A page for some: whoever is not signed in is asked to, and to whoever lacks the role it does not exist. The API checks for itself. */
export function Only({ may, children }: { may?: Role; children: ReactNode }) {
  const text = useText();
  const { viewer, can } = useSession();
  if (viewer === undefined) {
    return (
      <p role="status" className="page waiting">
        {text('wait')}
      </p>
    );
  }
  if (viewer === null) return <SignInFirst title={text('only.title')}>{text('only.body')}</SignInFirst>;
  return may && !can(may) ? <NotFound /> : children;
}

/** Asks whoever is not signed in to do so, and leads back here. */
export function SignInFirst({ title, children }: { title: string; children: ReactNode }) {
  const text = useText();
  const { pathname, search } = useLocation();
  return (
    <div className="page narrow">
      <PageHeading title={title} />
      <p>{children}</p>
      <p>
        <Link className="button primary" to={`/sign-in?${new URLSearchParams({ to: pathname + search })}`}>
          {text('layout.signIn')}
        </Link>
      </p>
    </div>
  );
}
