import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

// The page that was opened first keeps the browser's own focus.
let focused = location.pathname;

/**
 * The heading of a page. It names the document, and takes the focus when somebody navigates here, so that screen readers begin with it
 * and the next Tab leads into the page.
 */
export function PageHeading(props: {
  title: string;
  /** Who is typing in the search box goes on typing there. */
  keepsSearch?: boolean;
  children?: ReactNode;
}) {
  const { title, keepsSearch, children } = props;
  const { pathname } = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Roundtable`;
  }, [title]);
  useEffect(() => {
    if (focused === pathname) return;
    focused = pathname;
    if (keepsSearch && document.activeElement?.closest('search')) return;
    heading.current?.focus();
  }, [pathname, keepsSearch]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children ?? title}
    </h1>
  );
}
