import type { ComponentType } from 'react';

/** A page: its address, and the file it is in, loaded when somebody goes there. */
export interface PageRoute {
  path: string;
  page: () => Promise<{ default: ComponentType }>;
}

/** Every page of the portal. The api reads the addresses from here when it is built; anything else is answered with 404. */
export const pages: PageRoute[] = [
  { path: '/', page: () => import('./pages/home/home') },
  { path: '/find', page: () => import('./pages/find/find') },
  { path: '/contributions/:reference', page: () => import('./pages/contribution/contribution') },
  { path: '/contributions/:reference/files/:id', page: () => import('./pages/file/file') },
  { path: '/sign-in', page: () => import('./pages/sign-in/sign-in') },
  { path: '/recommendations', page: () => import('./pages/recommendations/recommendations') },
  { path: '/recommendations/:code', page: () => import('./pages/recommendations/recommendation') },
  { path: '/desk', page: () => import('./pages/desk/desk') },
  { path: '/desk/suspect', page: () => import('./pages/desk/suspect') },
  { path: '/desk/:reference', page: () => import('./pages/desk/review') },
  { path: '/account', page: () => import('./pages/account/account') },
  { path: '/manage', page: () => import('./pages/manage/accounts') },
  { path: '/manage/organisations', page: () => import('./pages/manage/organisations') },
  { path: '/manage/events', page: () => import('./pages/manage/events') },
  { path: '/manage/themes', page: () => import('./pages/manage/themes') },
  { path: '/manage/systems', page: () => import('./pages/manage/systems') },
  { path: '/manage/recommendations', page: () => import('./pages/manage/recommendations') },
  { path: '/manage/index', page: () => import('./pages/manage/search-index') },
  { path: '/coverage', page: () => import('./pages/coverage/coverage') },
  { path: '/submit', page: () => import('./pages/submit/start') },
  { path: '/submit/:id', page: () => import('./pages/submit/draft') },
  { path: '/submit/:id/:step', page: () => import('./pages/submit/draft') },
  { path: '/searches', page: () => import('./pages/searches/searches') },
  { path: '/my', page: () => import('./pages/my/my') },
  { path: '*', page: () => import('./pages/not-found/not-found') },
];
