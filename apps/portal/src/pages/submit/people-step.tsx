import type { Audience } from '../../api/generated/enums';
import { useText } from '../../language/text';
import { Answer } from '../../parts/answer';
import { AuthorsField } from './authors-field';
import { Choice, GoOn, Labelled, TextField } from './controls';
import { useField } from './draft-context';
import { FindAndAdd } from './find-and-add';
import { useCalls, useOrganisations } from './lookups';

const AUDIENCES: readonly Audience[] = ['PUBLIC', 'AGENCY', 'CONFIDENTIAL'];

/** Who speaks, for which occasion, and to whom. */
export function PeopleStep() {
  const text = useText();
  const organisations = useField('organisations');
  const audience = useField('audience');
  return (
    <form className="form" noValidate onSubmit={(event) => event.preventDefault()}>
      <FindAndAdd
        name="organisations"
        label={text('submit.field.organisations')}
        hint={text('submit.hint.organisations')}
        chosen={organisations.value}
        onChange={organisations.change}
        useFound={useOrganisations}
        error={organisations.error}
      />
      <AuthorsField />
      <EventField />
      <Choice
        id={audience.id}
        legend={text('submit.field.audience')}
        value={audience.value}
        onChange={(chosen) => audience.change(chosen as Audience)}
        error={audience.error}
        options={AUDIENCES.map((one) => ({
          value: one,
          label: text(`audience.${one}`),
          hint: text(`submit.audienceMeans.${one}`),
        }))}
      />
      <TextField name="embargoUntil" type="datetime-local" hint={text('submit.hint.embargo')} />
      <GoOn step="people" />
    </form>
  );
}

function EventField() {
  const text = useText();
  const { value, change } = useField('event');
  const { answer, items: events } = useCalls();
  return (
    <Answer of={answer}>
      {() => {
        const chosen = events.find(({ slug }) => slug === value);
        return (
          <>
            <Labelled name="event" hint={text('submit.hint.event')}>
              {(control) => (
                <select {...control} value={value} onChange={(event) => change(event.target.value)}>
                  <option value="">{text('submit.noEvent')}</option>
                  {events.map((event) => (
                    <option key={event.slug} value={event.slug}>
                      {event.titles[0]} ({text.partialDate(event.startsOn)})
                    </option>
                  ))}
                </select>
              )}
            </Labelled>
            {chosen?.call && (
              <div className="notice call">
                <p lang="en">{chosen.call.text}</p>
                {chosen.call.questions.length > 0 && (
                  <ol lang="en">
                    {chosen.call.questions.map((question) => (
                      <li key={question}>{question}</li>
                    ))}
                  </ol>
                )}
                <p className="small">{text('submit.closes', { at: text.time(chosen.call.closesAt) })}</p>
              </div>
            )}
          </>
        );
      }}
    </Answer>
  );
}
