import { useState } from 'react';
import { useText } from '../../language/text';
import { Disclosure } from '../../parts/disclosure';
import type { Results } from './find-query';
import { FACETS, type FacetKey, toggled } from './question';
import { useWishedAddress } from './use-wished-address';

/** So many values are shown before “more”. */
const FIRST = 6;
/** Open from the start; the others wait. */
const OPEN: FacetKey[] = ['kind', 'stance', 'theme'];

/** Whoever reads the labels of a facet: ours for words of the API, theirs for names. */
export function useFacetLabel() {
  const text = useText();
  return (name: FacetKey, value: string, label?: string): string => {
    if (name === 'kind') return text.of('kind', value);
    if (name === 'stance') return text.of('stance', value);
    if (name === 'status') return text.of('status', value);
    if (name === 'speaker') return text.of('organisationKind', value);
    if (name === 'language') return text.language(value);
    return label ?? value;
  };
}

/** What the results can be narrowed by. Values of one facet add up, facets narrow each other; each count is what choosing it gives. */
export function Facets({ facets }: { facets: Results['facets'] }) {
  const address = useWishedAddress();
  return (
    <div className="facets">
      {FACETS.map(({ name, facet }) => {
        const values = facets.find((one) => one.name === facet)?.values ?? [];
        // One value for all results narrows nothing, unless it is what was chosen.
        if (values.length === 0 || (values.length === 1 && !values[0]?.selected && name === 'status')) return null;
        return <FacetGroup key={name} name={name} values={values} address={address} />;
      })}
    </div>
  );
}

function FacetGroup(props: {
  name: FacetKey;
  values: Results['facets'][number]['values'];
  address: ReturnType<typeof useWishedAddress>;
}) {
  const { name, values, address } = props;
  const text = useText();
  const labelOf = useFacetLabel();
  const [isLong, setLong] = useState(false);
  const chosen = address.current.getAll(name);
  // What is chosen comes first, so that it is never behind “more”.
  const sorted = [...values].sort(
    (one, other) => Number(chosen.includes(other.value)) - Number(chosen.includes(one.value)),
  );
  const shown = isLong ? sorted : sorted.slice(0, Math.max(FIRST, chosen.length));
  return (
    <Disclosure label={text.of('find.facet', name)} isOpen={OPEN.includes(name) || chosen.length > 0}>
      <fieldset>
        <legend className="unseen">{text.of('find.facet', name)}</legend>
        {shown.map(({ value, label, count }) => (
          <label key={value} className="facet-value">
            <input
              type="checkbox"
              checked={address.wished.getAll(name).includes(value)}
              onChange={() => address.change(toggled(address.wished, name, value))}
            />
            <span>{labelOf(name, value, label)}</span>
            <span className="count" title={text('find.count', { count })}>
              {text.number(count)}
            </span>
          </label>
        ))}
      </fieldset>
      {sorted.length > shown.length && (
        <button type="button" className="button quiet" onClick={() => setLong(true)}>
          {text('find.moreValues', { count: sorted.length - shown.length })}
        </button>
      )}
    </Disclosure>
  );
}
