import type { Role } from '../api/generated/graphql';
import type { MessageId } from '../language/languages';

/** An entry of the main navigation. */
export interface NavigationEntry {
  to: string;
  label: MessageId;
  /** Shown to who has the role only; what it leads to checks for itself. */
  role?: Role;
}

export const navigation: NavigationEntry[] = [
  { to: '/find', label: 'find.navigation' },
  { to: '/recommendations', label: 'recommendations.title' },
  { to: '/desk', label: 'desk.title', role: 'ANALYST' },
  { to: '/manage', label: 'manage.title', role: 'ADMINISTRATOR' },
  { to: '/coverage', label: 'coverage.title' },
  { to: '/submit', label: 'submit.title', role: 'EXPERT' },
  { to: '/my', label: 'my.title', role: 'EXPERT' },
];
