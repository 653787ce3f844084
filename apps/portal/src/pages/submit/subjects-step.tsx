import { useText } from '../../language/text';
import { Answer } from '../../parts/answer';
import { ChooseMany, type Option } from './choose-many';
import { GoOn } from './controls';
import { useDraftState, useField } from './draft-context';
import type { Fields } from './fields';
import { useSubjects } from './lookups';
import { mentions } from './mentions';

/** What it is about. What the text itself mentions is offered first. */
export function SubjectsStep() {
  const text = useText();
  const { fields } = useDraftState();
  const themes = useField('themes');
  const systems = useField('systems');
  return (
    <form className="form" noValidate onSubmit={(event) => event.preventDefault()}>
      <p>{text('submit.subjectsWhy')}</p>
      <Answer of={useSubjects()}>
        {(data) => {
          const themeOptions = data.themes.map((theme) => ({
            code: theme.code,
            name: theme.label,
            synonyms: theme.synonyms,
            hint: theme.definition,
            isNarrower: theme.broader !== null,
          }));
          const systemOptions = data.systems.map(({ code, name, synonyms }) => ({ code, name, synonyms }));
          return (
            <div className="two">
              <ChooseMany
                name="themes"
                legend={text('submit.field.themes')}
                options={themeOptions}
                suggested={mentioned(fields, themeOptions)}
                chosen={themes.value}
                most={20}
                onChange={themes.change}
                error={themes.error}
              />
              <ChooseMany
                name="systems"
                legend={text('submit.field.systems')}
                options={systemOptions}
                suggested={mentioned(fields, systemOptions)}
                chosen={systems.value}
                most={30}
                onChange={systems.change}
                error={systems.error}
              />
            </div>
          );
        }}
      </Answer>
      <GoOn step="subjects" />
    </form>
  );
}

/** The codes of what the paper says by name. */
function mentioned(fields: Fields, options: readonly Option[]): Set<string> {
  const said = `${fields.title}\n${fields.abstract}\n${fields.body}`;
  return new Set(
    options.filter(({ name, code, synonyms }) => mentions(said, [name, code, ...synonyms])).map(({ code }) => code),
  );
}
