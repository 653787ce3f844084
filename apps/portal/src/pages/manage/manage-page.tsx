import './manage.css';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { Only } from '../../app/only';
import { PageHeading } from '../../app/page-heading';
import type { MessageId } from '../../language/languages';
import { useText } from '../../language/text';

const AREAS = [
  ['/manage', 'manage.accounts'],
  ['/manage/organisations', 'manage.organisations'],
  ['/manage/events', 'manage.events'],
  ['/manage/themes', 'manage.themes'],
  ['/manage/systems', 'manage.systems'],
  ['/manage/recommendations', 'manage.recommendations'],
  ['/manage/index', 'manage.index'],
] as const;

/** What administrators manage, a page for each area. */
export function ManagePage({ title, children }: { title: MessageId; children: ReactNode }) {
  return (
    <Only may="ADMINISTRATOR">
      <Inside title={title}>{children}</Inside>
    </Only>
  );
}

function Inside({ title, children }: { title: MessageId; children: ReactNode }) {
  const text = useText();
  return (
    <div className="page manage">
      <nav aria-label={text('manage.title')}>
        <ul className="plain tabs">
          {AREAS.map(([to, label]) => (
            <li key={to}>
              <NavLink to={to} end className="tab">
                {text(label)}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <PageHeading title={text(title)} />
      {children}
    </div>
  );
}
