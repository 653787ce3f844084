import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { IntlProvider } from 'react-intl';
import { loadMessages, storeLanguage } from './languages';

interface LanguageChoice {
  language: string;
  choose(language: string): Promise<void>;
}

const LanguageContext = createContext<LanguageChoice | undefined>(undefined);

/** The language of the portal’s own words; what people wrote stays in theirs. */
export function LanguageProvider(props: { first: string; firstMessages: Record<string, string>; children: ReactNode }) {
  const [{ language, messages }, setState] = useState({ language: props.first, messages: props.firstMessages });
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choose = async (chosen: string) => {
    const loaded = await loadMessages(chosen);
    storeLanguage(chosen);
    setState({ language: chosen, messages: loaded });
  };
  return (
    <LanguageContext value={{ language, choose }}>
      <IntlProvider locale={regional(language)} messages={messages} onError={failLoudly}>
        <I18nProvider locale={language}>{props.children}</I18nProvider>
      </IntlProvider>
    </LanguageContext>
  );
}

export function useLanguage(): LanguageChoice {
  const choice = useContext(LanguageContext);
  if (!choice) throw new Error('useLanguage needs a LanguageProvider above it.');
  return choice;
}

/** As it is written where the browser is at home, e.g. en-IE or de-AT; English is European unless the browser says otherwise. */
function regional(language: string): string {
  // Some browsers give what the system calls it, e.g. en-US@posix, which is no tag.
  const own = navigator.languages.find((tag) => tag.startsWith(`${language}-`) && /^[a-z]+(-[a-z0-9]+)*$/i.test(tag));
  return own ?? (language === 'en' ? 'en-GB' : language);
}

/** A text that is missing is a mistake of ours, and told where tests see it. */
function failLoudly(error: Error): void {
  console.error(error.message);
}
