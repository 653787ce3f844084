import { LogOut, UserRound } from 'lucide-react';
import { Link, NavLink, Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router';
import { useText } from '../language/text';
import { Notices } from '../parts/notices';
import { SearchBox } from '../parts/search-box';
import { useSession } from '../session/session-provider';
import { LanguageMenu } from './language-menu';
import { navigation } from './navigation';
import { SessionNotice } from './session-notice';

/** What surrounds every page. */
export function Layout() {
  const text = useText();
  const { can } = useSession();
  const isLoading = useNavigation().state !== 'idle';
  return (
    <Notices>
      <a className="skip" href="#content">
        {text('layout.skip')}
      </a>
      <header className="site">
        <Link to="/" className="brand">
          Roundtable
        </Link>
        <SearchBox />
        <nav aria-label={text('layout.navigation')}>
          <ul>
            {navigation
              .filter(({ role }) => !role || can(role))
              .map(({ to, label }) => (
                <li key={to}>
                  <NavLink to={to}>{text(label)}</NavLink>
                </li>
              ))}
          </ul>
        </nav>
        <div className="site-tools">
          <LanguageMenu />
          <Who />
        </div>
      </header>
      <SessionNotice />
      <main id="content" tabIndex={-1} aria-busy={isLoading}>
        <Outlet />
      </main>
      <footer className="site">
        <p>{text('layout.about')}</p>
        <p>
          <a href="/graphql">{text('layout.explorer')}</a>
        </p>
      </footer>
      <ScrollRestoration />
    </Notices>
  );
}

/** Who is signed in, and the way out; or the way in, back to where one was. */
function Who() {
  const text = useText();
  const { viewer, signOut } = useSession();
  const { pathname, search } = useLocation();
  if (viewer === undefined) return <span className="who" />;
  if (viewer === null) {
    const back = pathname === '/sign-in' ? search : `?${new URLSearchParams({ to: pathname + search })}`;
    return (
      <Link className="who" to={`/sign-in${back}`}>
        {text('layout.signIn')}
      </Link>
    );
  }
  return (
    <span className="who">
      <Link to="/account" className="who-name">
        <UserRound size={18} aria-hidden />
        <span>{viewer.name}</span>
      </Link>
      <button type="button" className="button quiet" onClick={() => void signOut()}>
        <LogOut size={18} aria-hidden />
        {text('layout.signOut')}
      </button>
    </span>
  );
}
