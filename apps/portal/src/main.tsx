import './styles/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { Layout } from './app/layout';
import { PageProblem } from './app/page-problem';
import { LanguageProvider } from './language/language-provider';
import { chosenLanguage, loadMessages } from './language/languages';
import { pages } from './routes';
import { SessionProvider } from './session/session-provider';

const router = createBrowserRouter([
  {
    Component: Layout,
    ErrorBoundary: PageProblem,
    children: pages.map(({ path, page }) => ({
      path,
      ErrorBoundary: PageProblem,
      lazy: async () => ({ Component: (await page()).default }),
    })),
  },
]);

const language = chosenLanguage();
const messages = await loadMessages(language);
createRoot(document.getElementById('portal')!).render(
  <StrictMode>
    <LanguageProvider first={language} firstMessages={messages}>
      <SessionProvider>
        <RouterProvider router={router} />
      </SessionProvider>
    </LanguageProvider>
  </StrictMode>,
);
