import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { faultAt, faultsOf } from '../../api/faults';
import { graphql } from '../../api/generated';
import type { ManagedThemesQuery } from '../../api/generated/graphql';
import { useLanguage } from '../../language/language-provider';
import { languages } from '../../language/languages';
import { useText } from '../../language/text';
import { Field } from '../../parts/field';
import { FormDialog } from '../../parts/form-dialog';
import { filled, LinesField } from './lines-field';
import { ManagePage } from './manage-page';
import {
  ChangeButton,
  type FormProps,
  ManagedItem,
  ManagedList,
  ManageTools,
  useEditing,
  useNarrowed,
} from './managed-list';
import { TextField } from './text-field';

const Themes = graphql(`
  query ManagedThemes($language: LanguageTag) {
    themes {
      id
      code
      version
      label(language: $language)
      labels {
        language
        label
      }
      definition
      synonyms
      contributionCount
      broader {
        code
      }
    }
  }
`);

const Create = graphql(`
  mutation CreateTheme($input: SaveThemeInput!) {
    createTheme(input: $input) {
      theme {
        id
      }
      errors {
        ...Faults
      }
    }
  }
`);

const Change = graphql(`
  mutation ChangeTheme($input: ChangeThemeInput!) {
    changeTheme(input: $input) {
      theme {
        id
      }
      errors {
        ...Faults
      }
    }
  }
`);

type Theme = ManagedThemesQuery['themes'][number];

/** The taxonomy: names, other words, and what is broader than what. */
export default function ManageThemes() {
  return (
    <ManagePage title="manage.themes">
      <List />
    </ManagePage>
  );
}

function List() {
  const text = useText();
  const { language } = useLanguage();
  const answer = useQuery({ query: Themes, variables: { language }, requestPolicy: 'cache-and-network' });
  const { edited, item, edit, form } = useEditing<Theme>(
    () => answer[1]({ requestPolicy: 'network-only' }),
    text('manage.saved'),
  );
  const themes = answer[0].data?.themes ?? [];
  const { found, find } = useNarrowed(themes, ({ code, label, synonyms }) => [code, label, ...synonyms]);
  return (
    <>
      <ManageTools
        find={{ label: text('manage.findTheme'), ...find }}
        action={{ label: text('manage.newTheme'), run: () => edit('NEW') }}
      />
      <ManagedList
        of={answer}
        items={found}
        total={themes.length}
        row={(theme) => (
          <ManagedItem
            title={theme.label}
            facts={
              <>
                <span className="reference">{theme.code}</span>
                {theme.broader && <span>{text('manage.under', { code: theme.broader.code })}</span>}
                <span>{text('manage.papers', { count: theme.contributionCount })}</span>
                {theme.synonyms.length > 0 && <span>{theme.synonyms.join(', ')}</span>}
              </>
            }
          >
            <ChangeButton name={theme.code} onClick={() => edit(theme)} />
          </ManagedItem>
        )}
      />
      {edited && <ThemeDialog theme={item} themes={themes} {...form} />}
    </>
  );
}

function ThemeDialog(props: FormProps & { theme: Theme | undefined; themes: Theme[] }) {
  const text = useText();
  const { theme } = props;
  const [, create] = useMutation(Create);
  const [, change] = useMutation(Change);
  const [code, setCode] = useState(theme?.code ?? '');
  const [definition, setDefinition] = useState(theme?.definition ?? '');
  const [synonyms, setSynonyms] = useState(theme?.synonyms ?? []);
  const [broader, setBroader] = useState(theme?.broader?.code ?? '');
  const known = [...new Set([...languages, ...(theme?.labels.map(({ language }) => language) ?? [])])];
  const [labels, setLabels] = useState<Record<string, string>>(
    Object.fromEntries(theme?.labels.map(({ language, label }) => [language, label]) ?? []),
  );
  const send = async () => {
    const said = {
      code: code.trim(),
      definition,
      synonyms: filled(synonyms),
      broader: broader || null,
      labels: Object.entries(labels)
        .filter(([, label]) => label.trim() !== '')
        .map(([language, label]) => ({ language, label })),
    };
    const result = theme ? await change({ input: { ...said, version: theme.version } }) : await create({ input: said });
    const faults = faultsOf(result, text('manage.notSent'));
    if (faults.length === 0) props.onDone();
    return faults;
  };
  return (
    <FormDialog
      title={theme ? text('manage.changeOf', { name: theme.code }) : text('manage.newTheme')}
      action={text(theme ? 'manage.save' : 'manage.create')}
      fields={['code', 'broader']}
      onSend={send}
      onClose={props.onClose}
      onReload={props.onReload}
    >
      {(faults) => (
        <>
          {!theme && (
            <TextField
              label={text('manage.field.code')}
              hint={text('manage.hint.code')}
              error={faultAt(faults, 'code')}
              isRequired
              most={60}
              value={code}
              onChange={setCode}
            />
          )}
          {known.map((language) => (
            <TextField
              key={language}
              label={text('manage.labelIn', {
                language: new Intl.DisplayNames([document.documentElement.lang], { type: 'language' }).of(language),
              })}
              lang={language}
              most={200}
              value={labels[language] ?? ''}
              onChange={(label) => setLabels({ ...labels, [language]: label })}
            />
          ))}
          <TextField
            label={text('manage.field.definition')}
            rows={3}
            most={2_000}
            value={definition}
            onChange={setDefinition}
          />
          <LinesField
            label={text('manage.field.synonyms')}
            hint={text('manage.hint.lines')}
            value={synonyms}
            onChange={setSynonyms}
          />
          <Field label={text('manage.field.broader')} error={faultAt(faults, 'broader')}>
            {(control) => (
              <select {...control} value={broader} onChange={(event) => setBroader(event.target.value)}>
                <option value="">{text('manage.noBroader')}</option>
                {props.themes
                  .filter(({ code: one }) => one !== theme?.code)
                  .map(({ code: one, label }) => (
                    <option key={one} value={one}>
                      {label} ({one})
                    </option>
                  ))}
              </select>
            )}
          </Field>
        </>
      )}
    </FormDialog>
  );
}
