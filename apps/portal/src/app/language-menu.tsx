import { useId } from 'react';
import { useSearchParams } from 'react-router';
import { useLanguage } from '../language/language-provider';
import { languages } from '../language/languages';
import { useText } from '../language/text';

/** The languages by their own names. A language in the address is changed with it, so that the address can be shared. */
export function LanguageMenu() {
  const text = useText();
  const id = useId();
  const { language, choose } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const change = (chosen: string) => {
    void choose(chosen);
    if (!search.has('lang')) return;
    setSearch((before) => new URLSearchParams([...[...before].filter(([name]) => name !== 'lang'), ['lang', chosen]]), {
      replace: true,
    });
  };
  return (
    <span className="language">
      <label className="unseen" htmlFor={id}>
        {text('layout.language')}
      </label>
      <select id={id} value={language} onChange={(event) => change(event.target.value)}>
        {languages.map((tag) => (
          <option key={tag} value={tag} lang={tag}>
            {new Intl.DisplayNames([tag], { type: 'language' }).of(tag)}
          </option>
        ))}
      </select>
    </span>
  );
}
