import type { ArchitectureStyle } from '../../api/generated/enums';
import { useText } from '../../language/text';
import { Choice, Labelled, TextField } from './controls';
import { useDraftState, useField } from './draft-context';
import { FindAndAdd } from './find-and-add';
import { useOptions } from './lookups';

const STYLES: readonly ArchitectureStyle[] = ['CENTRALISED', 'FEDERATED', 'DECENTRALISED', 'HYBRID'];
const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** The fields that a kind has for itself. */
export function KindFields() {
  const { row } = useDraftState();
  switch (row.kind) {
    case 'POSITION_PAPER':
      return <PositionFields />;
    case 'TECHNOLOGY_NOTE':
      return <TechnologyFields />;
    default:
      return <OptionFields />;
  }
}

function PositionFields() {
  const text = useText();
  const { fields } = useDraftState();
  return (
    <>
      <TextField name="statement" rows={4} isRequired lang={fields.language} hint={text('submit.hint.statement')} />
      <TextField name="asks" rows={4} isRequired lang={fields.language} hint={text('submit.hint.lines')} />
    </>
  );
}

function TechnologyFields() {
  const text = useText();
  const { fields } = useDraftState();
  const { value, change } = useField('maturity');
  return (
    <>
      <TextField name="technology" isRequired lang={fields.language} />
      <Labelled name="maturity" isRequired hint={text('submit.hint.maturity')}>
        {(control) => (
          <select {...control} value={value} onChange={(event) => change(event.target.value)}>
            <option value="">{text('submit.choose')}</option>
            {LEVELS.map((level) => (
              <option key={level} value={level}>
                {text(`submit.maturity.${level}`)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <TextField name="standards" rows={3} lang={fields.language} hint={text('submit.hint.lines')} />
      <TextField name="limits" rows={3} lang={fields.language} hint={text('submit.hint.lines')} />
    </>
  );
}

function OptionFields() {
  const text = useText();
  const { fields } = useDraftState();
  const { id, value, change, error } = useField('architecture');
  const options = useField('dependsOn');
  return (
    <>
      <Choice
        id={id}
        legend={text('submit.field.architecture')}
        value={value}
        onChange={(style) => change(style as ArchitectureStyle)}
        error={error}
        options={STYLES.map((style) => ({
          value: style,
          label: text(`submit.architecture.${style}`),
          hint: text(`submit.architectureMeans.${style}`),
        }))}
      />
      <TextField name="prerequisites" rows={3} lang={fields.language} hint={text('submit.hint.lines')} />
      <TextField name="risks" rows={3} lang={fields.language} hint={text('submit.hint.lines')} />
      <fieldset className="group">
        <legend>{text('submit.cost')}</legend>
        <div className="fields">
          <TextField name="costLow" type="number" min={0} />
          <TextField name="costHigh" type="number" min={0} />
          <TextField name="costCurrency" hint={text('submit.hint.currency')} />
        </div>
        {/* There is no estimate without an amount, and what it rests on would not be kept. */}
        {(fields.costLow || fields.costHigh) && <TextField name="costBasis" rows={2} lang={fields.language} />}
      </fieldset>
      <fieldset className="group">
        <legend>{text('submit.duration')}</legend>
        <div className="fields">
          <TextField name="durationLow" type="number" min={0} max={1200} />
          <TextField name="durationHigh" type="number" min={0} max={1200} />
        </div>
      </fieldset>
      <FindAndAdd
        name="dependsOn"
        label={text('submit.field.dependsOn')}
        hint={text('submit.hint.dependsOn')}
        chosen={options.value}
        onChange={options.change}
        useFound={useOptions}
        error={options.error}
      />
    </>
  );
}
