import { useText } from '../../language/text';
import { Answer } from '../../parts/answer';
import { ChooseMany, type Option } from '../../parts/choose-many';
import { mentions } from '../../parts/mentions';
import { systemOptions, themeOptions, useSubjects } from '../../parts/subjects';
import { GoOn } from './controls';
import { useDraftState, useField } from './draft-context';
import type { Fields } from './fields';
import { elementOf } from './steps';

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
          const ofThemes = themeOptions(data);
          const ofSystems = systemOptions(data);
          return (
            <div className="two">
              <ChooseMany
                inputId={elementOf('themes')}
                legend={text('submit.field.themes')}
                options={ofThemes}
                suggested={mentioned(fields, ofThemes)}
                chosen={themes.value}
                most={20}
                onChange={themes.change}
                error={themes.error}
              />
              <ChooseMany
                inputId={elementOf('systems')}
                legend={text('submit.field.systems')}
                options={ofSystems}
                suggested={mentioned(fields, ofSystems)}
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
