import { type ReactNode, useState } from 'react';
import { useMutation } from 'urql';
import { faultAt, faultsOf, ownFault } from '../../api/faults';
import { graphql } from '../../api/generated';
import type { ManagedEventsQuery } from '../../api/generated/graphql';
import { useText } from '../../language/text';
import { Field } from '../../parts/field';
import { FormDialog } from '../../parts/form-dialog';
import { Moment } from '../../parts/moment';
import { usePages } from '../../parts/use-pages';
import type { Fault } from '../../session/session-provider';
import { filled, LinesField } from './lines-field';
import { ManagePage } from './manage-page';
import { ChangeButton, type FormProps, ManagedItem, ManagedList, ManageTools, useEditing } from './managed-list';
import { SubjectsField } from './subjects-field';
import { TextField } from './text-field';

const Events = graphql(`
  query ManagedEvents($first: Int!, $after: String) {
    events(first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        slug
        version
        kind
        titles
        subject
        startsOn
        endsOn
        place
        themes {
          code
        }
        call {
          text
          opensAt
          closesAt
          questions
        }
      }
    }
  }
`);

const Create = graphql(`
  mutation CreateEvent($input: SaveEventInput!) {
    createEvent(input: $input) {
      event {
        id
      }
      errors {
        ...Faults
      }
    }
  }
`);

const Change = graphql(`
  mutation ChangeEvent($input: ChangeEventInput!) {
    changeEvent(input: $input) {
      event {
        id
      }
      errors {
        ...Faults
      }
    }
  }
`);

type Event = ManagedEventsQuery['events']['nodes'][number];

/** Events, and what they ask for. */
export default function ManageEvents() {
  return (
    <ManagePage title="manage.events">
      <List />
    </ManagePage>
  );
}

function List() {
  const text = useText();
  const { answer, items, isLoading, more } = usePages({
    query: Events,
    variables: { first: 100 },
    connectionOf: (data) => data.events,
  });
  const { edited, item, edit, form } = useEditing<Event>(
    () => answer[1]({ requestPolicy: 'network-only' }),
    text('manage.saved'),
  );
  return (
    <>
      <ManageTools action={{ label: text('manage.newEvent'), run: () => edit('NEW') }} />
      <ManagedList
        of={answer}
        items={items}
        total={answer[0].data?.events.totalCount ?? 0}
        isLoading={isLoading}
        onMore={more}
        row={(event) => (
          <ManagedItem
            title={event.titles[0] ?? event.slug}
            facts={
              <>
                <span>{text.partialDate(event.startsOn)}</span>
                <span className="reference">{event.slug}</span>
                {event.place && <span>{event.place}</span>}
                {event.call && (
                  <span>
                    {text('manage.callUntil')} <Moment at={event.call.closesAt} />
                  </span>
                )}
              </>
            }
          >
            <ChangeButton name={event.titles[0]} onClick={() => edit(event)} />
          </ManagedItem>
        )}
      />
      {edited && <EventDialog event={item} {...form} />}
    </>
  );
}

function saidOf(event: Event | undefined) {
  return {
    slug: event?.slug ?? '',
    kind: event?.kind ?? 'ROUNDTABLE',
    title: event?.titles[0] ?? '',
    subject: event?.subject ?? '',
    startsOn: event?.startsOn ?? '',
    endsOn: event?.endsOn ?? '',
    place: event?.place ?? '',
    themes: event?.themes.map(({ code }) => code) ?? [],
    asks: event?.call !== null && event?.call !== undefined,
    callText: event?.call?.text ?? '',
    opensAt: localTime(event?.call?.opensAt),
    closesAt: localTime(event?.call?.closesAt),
    questions: event?.call?.questions ?? [],
  };
}

function EventDialog(props: FormProps & { event: Event | undefined }) {
  const text = useText();
  const { event } = props;
  const [, create] = useMutation(Create);
  const [, change] = useMutation(Change);
  const [said, setSaid] = useState(() => saidOf(event));
  const send = async (): Promise<Fault[]> => {
    const missing = (['slug', 'title', 'startsOn', ...(said.asks ? (['opensAt', 'closesAt'] as const) : [])] as const)
      .filter((name) => said[name].trim() === '')
      .map((name) =>
        ownFault(text('manage.needed'), ...(name === 'opensAt' || name === 'closesAt' ? ['call', name] : [name])),
      );
    if (missing.length > 0) return missing;
    const input = {
      slug: said.slug.trim(),
      kind: said.kind,
      title: said.title,
      subject: said.subject.trim() || null,
      startsOn: said.startsOn.trim(),
      endsOn: said.endsOn.trim() || null,
      place: said.place.trim() || null,
      themes: said.themes,
      call: said.asks
        ? {
            text: said.callText,
            opensAt: new Date(said.opensAt).toISOString(),
            closesAt: new Date(said.closesAt).toISOString(),
            questions: filled(said.questions),
          }
        : null,
    };
    const result = event ? await change({ input: { ...input, version: event.version } }) : await create({ input });
    const faults = faultsOf(result, text('manage.notSentDates'));
    if (faults.length === 0) props.onDone();
    return faults;
  };
  const set = (values: Partial<typeof said>) => setSaid({ ...said, ...values });
  const line = (name: 'slug' | 'title' | 'startsOn' | 'endsOn' | 'place', hint?: string, fault?: ReactNode) => (
    <Field
      label={text(`manage.field.${name}`)}
      hint={hint}
      error={fault}
      isRequired={name === 'slug' || name === 'title' || name === 'startsOn'}
    >
      {(control) => (
        <input
          {...control}
          autoComplete="off"
          maxLength={300}
          readOnly={name === 'slug' && event !== undefined}
          value={said[name]}
          onChange={(input) => set({ [name]: input.target.value })}
        />
      )}
    </Field>
  );
  const instant = (name: 'opensAt' | 'closesAt', fault?: ReactNode) => (
    <Field label={text(`manage.field.${name}`)} error={fault} isRequired>
      {(control) => (
        <input
          {...control}
          type="datetime-local"
          value={said[name]}
          onChange={(input) => set({ [name]: input.target.value })}
        />
      )}
    </Field>
  );
  return (
    <FormDialog
      title={event ? text('manage.changeOf', { name: event.titles[0] }) : text('manage.newEvent')}
      action={text(event ? 'manage.save' : 'manage.create')}
      fields={['slug', 'title', 'startsOn', 'endsOn', 'themes', 'call.text', 'call.opensAt', 'call.closesAt']}
      onSend={send}
      onClose={props.onClose}
      onReload={props.onReload}
    >
      {(faults) => (
        <>
          {line('title', undefined, faultAt(faults, 'title'))}
          {line('slug', text('manage.hint.slug'), faultAt(faults, 'slug'))}
          <div className="pair">
            {line('startsOn', text('manage.hint.date'), faultAt(faults, 'startsOn'))}
            {line('endsOn', text('manage.hint.date'), faultAt(faults, 'endsOn'))}
          </div>
          {line('place')}
          <SubjectsField
            kind="themes"
            error={faultAt(faults, 'themes')}
            value={said.themes}
            onChange={(themes) => set({ themes })}
          />
          <label className="check">
            <input type="checkbox" checked={said.asks} onChange={(input) => set({ asks: input.target.checked })} />
            <span>{text('manage.asksForInput')}</span>
          </label>
          {said.asks && (
            <>
              <TextField
                label={text('manage.field.callText')}
                error={faultAt(faults, 'call', 'text')}
                isRequired
                rows={3}
                most={5_000}
                value={said.callText}
                onChange={(callText) => set({ callText })}
              />
              <div className="pair">
                {instant('opensAt', faultAt(faults, 'call', 'opensAt'))}
                {instant('closesAt', faultAt(faults, 'call', 'closesAt'))}
              </div>
              <LinesField
                label={text('manage.field.questions')}
                hint={text('manage.hint.lines')}
                value={said.questions}
                onChange={(questions) => set({ questions })}
              />
            </>
          )}
        </>
      )}
    </FormDialog>
  );
}

/** As the browser's own field for day and time wants it, in the reader's time zone. */
function localTime(instant: string | undefined): string {
  if (!instant) return '';
  const date = new Date(instant);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
