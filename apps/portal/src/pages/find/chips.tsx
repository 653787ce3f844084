import { useSearchParams } from 'react-router';
import { useText } from '../../language/text';
import { Chip } from '../../parts/chip';
import { useFacetLabel } from './facets';
import type { Results } from './find-query';
import { FACETS, type Question, toggled, withoutFacets } from './question';

/** What the results are narrowed by; each can be taken away, or all together. */
export function Chips({ question, facets }: { question: Question; facets: Results['facets'] }) {
  const text = useText();
  const labelOf = useFacetLabel();
  const [parameters, setParameters] = useSearchParams();
  const active = FACETS.flatMap(({ name, facet }) => {
    const values = facets.find((one) => one.name === facet)?.values;
    return question.chosen[name].map((value) => {
      const found = values?.find((one) => one.value.toLowerCase() === value.toLowerCase());
      return { name, value, label: labelOf(name, found?.value ?? value, found?.label) };
    });
  });
  if (active.length === 0) return null;
  const change = (next: URLSearchParams) => {
    setParameters(next, { preventScrollReset: true });
    // The chip is gone: the focus must not be lost with it.
    document.querySelector<HTMLElement>('main h1')?.focus();
  };
  return (
    <ul className="plain row chips" aria-label={text('find.active')}>
      {active.map(({ name, value, label }) => (
        <li key={`${name} ${value}`}>
          <Chip
            label={text('find.without', { facet: text.of('find.facet', name), value: label })}
            onRemove={() => change(toggled(parameters, name, value))}
          >
            <span className="soft">{text.of('find.facet', name)}:</span> {label}
          </Chip>
        </li>
      ))}
      {active.length > 1 && (
        <li>
          <button type="button" className="button quiet" onClick={() => change(withoutFacets(parameters))}>
            {text('find.clear')}
          </button>
        </li>
      )}
    </ul>
  );
}
