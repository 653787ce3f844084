import { useText } from '../../language/text';
import { GoOn, Labelled, TextField } from './controls';
import { useDraftState, useField } from './draft-context';
import { FilesField } from './files-field';
import { KindFields } from './kind-fields';
import { LANGUAGES, languageName } from './languages';

/** What the paper says. */
export function TextStep() {
  const text = useText();
  const { fields } = useDraftState();
  return (
    <form className="form" noValidate onSubmit={(event) => event.preventDefault()}>
      <TextField name="title" isRequired lang={fields.language} />
      <LanguageField />
      <TextField name="abstract" rows={6} isRequired lang={fields.language} hint={text('submit.hint.abstract')} />
      <KindFields />
      <FilesField />
      <TextField name="body" rows={18} lang={fields.language} hint={text('submit.hint.body')} />
      <GoOn step="text" />
    </form>
  );
}

function LanguageField() {
  const { value, change } = useField('language');
  const tags = LANGUAGES.includes(value) ? LANGUAGES : [value, ...LANGUAGES];
  return (
    <Labelled name="language" isRequired>
      {(control) => (
        <select {...control} value={value} onChange={(event) => change(event.target.value)}>
          {tags.map((tag) => (
            <option key={tag} value={tag} lang={tag}>
              {languageName(tag)}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
