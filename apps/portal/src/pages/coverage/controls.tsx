import type { ReactNode } from 'react';
import type { CoveragePageQuery } from '../../api/generated/graphql';
import { problemOf } from '../../api/problem';
import { useText } from '../../language/text';
import { KINDS, SPEAKERS } from '../../parts/choices';
import { useEventNames } from '../../parts/event-names';
import { Field } from '../../parts/field';
import { useSetParameter } from '../../parts/parameter';
import { PastDay } from '../../parts/past-day';
import { DIMENSIONS, type Dimension, type View } from './view';

/** What the columns are, in which order the rows, and what is counted; all of it in the address. */
export function Controls({ data, view }: { data: CoveragePageQuery; view: View }) {
  const text = useText();
  const { answer: askedEvents, items: events } = useEventNames();
  const [{ error: noEvents }] = askedEvents;
  const dimensions = Object.keys(DIMENSIONS) as Dimension[];
  return (
    <fieldset className="coverage-controls">
      <legend className="unseen">{text('coverage.controls')}</legend>
      <Choose name="by" label={text('coverage.by')} value={view.by}>
        {dimensions.map((one) => (
          <option key={one} value={one}>
            {text(`coverage.dimension.${one}`)}
          </option>
        ))}
      </Choose>
      <Choose name="order" label={text('coverage.order')} value={view.gapsFirst ? '' : 'set'}>
        <option value="">{text('coverage.order.gaps')}</option>
        <option value="set">{text('coverage.order.set')}</option>
      </Choose>
      <Choose name="view" label={text('coverage.view')} value={view.isTable ? 'table' : ''}>
        <option value="">{text('coverage.view.picture')}</option>
        <option value="table">{text('coverage.view.table')}</option>
      </Choose>
      <Choose name="kind" label={text('coverage.dimension.KIND')} value={view.chosen.kind ?? ''}>
        <option value="">{text('coverage.any')}</option>
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {text(`kind.${kind}`)}
          </option>
        ))}
      </Choose>
      <Choose name="speaker" label={text('coverage.dimension.ORGANISATION_KIND')} value={view.chosen.speaker ?? ''}>
        <option value="">{text('coverage.any')}</option>
        {SPEAKERS.map((kind) => (
          <option key={kind} value={kind}>
            {text(`organisationKind.${kind}`)}
          </option>
        ))}
      </Choose>
      <Choose name="theme" label={text('coverage.dimension.THEME')} value={view.chosen.theme ?? ''}>
        <option value="">{text('coverage.any')}</option>
        {data.themes.map(({ code, label }) => (
          <option key={code} value={code}>
            {label}
          </option>
        ))}
      </Choose>
      <Choose name="system" label={text('coverage.system')} value={view.chosen.system ?? ''}>
        <option value="">{text('coverage.any')}</option>
        {data.systems.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </Choose>
      <Choose
        name="event"
        label={text('coverage.dimension.EVENT')}
        value={view.chosen.event ?? ''}
        error={noEvents && text(problemOf(noEvents).message)}
      >
        <option value="">{text('coverage.any')}</option>
        {events.map(({ slug, titles }) => (
          <option key={slug} value={slug}>
            {titles[0]}
          </option>
        ))}
      </Choose>
      <PastDay />
    </fieldset>
  );
}

function Choose(props: { name: string; label: string; value: string; error?: string; children: ReactNode }) {
  const setParameter = useSetParameter();
  return (
    <Field label={props.label} error={props.error}>
      {(control) => (
        <select {...control} value={props.value} onChange={(event) => setParameter(props.name, event.target.value)}>
          {props.children}
        </select>
      )}
    </Field>
  );
}
