import { useQuery } from 'urql';
import { graphql } from '../api/generated';
import type { SubjectsQuery } from '../api/generated/graphql';
import { useLanguage } from '../language/language-provider';
import type { Option } from './choose-many';

const Subjects = graphql(`
  query Subjects($language: LanguageTag!) {
    themes {
      code
      label(language: $language)
      synonyms
      definition
      broader {
        code
      }
    }
    systems {
      code
      name
      synonyms
    }
  }
`);

/** Themes and systems that may be chosen. */
export function useSubjects({ pause = false } = {}) {
  const { language } = useLanguage();
  return useQuery({ query: Subjects, variables: { language }, pause });
}

export function themeOptions({ themes }: SubjectsQuery): Option[] {
  return themes.map(({ code, label, synonyms, definition, broader }) => ({
    code,
    name: label,
    synonyms,
    hint: definition,
    isNarrower: broader !== null,
  }));
}

export function systemOptions({ systems }: SubjectsQuery): Option[] {
  return systems.map(({ code, name, synonyms }) => ({ code, name, synonyms }));
}
