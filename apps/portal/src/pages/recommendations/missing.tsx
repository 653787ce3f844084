import { Link } from 'react-router';
import { useText } from '../../language/text';
import { KINDS, SPEAKERS } from '../../parts/choices';
import { countSides } from '../../parts/sides';
import { useSession } from '../../session/session-provider';
import type { Shown } from './recommendation-query';

/** Those whose word is looked for; others and bodies outside are no gap when they are silent. */
const VOICES = SPEAKERS.filter((kind) => kind !== 'OTHER' && kind !== 'INTERNATIONAL_BODY');

/** What nobody has said yet. */
export function Missing({ recommendation }: { recommendation: Shown }) {
  const text = useText();
  const { can } = useSession();
  const { coverage, code } = recommendation;
  const sides = countSides(coverage.byStance);
  const kinds = KINDS.filter((kind) => !coverage.byKind.some((known) => known.kind === kind));
  const voices = VOICES.filter((kind) => !coverage.byOrganisationKind.some((known) => known.kind === kind));
  const missing = [
    coverage.contributions > 0 && sides.FOR === 0 && text('recommendation.missing.for'),
    coverage.contributions > 0 && sides.AGAINST === 0 && text('recommendation.missing.against'),
    kinds.length > 0 &&
      text('recommendation.missing.kinds', { kinds: text.list(kinds.map((kind) => text.of('kind', kind))) }),
    voices.length > 0 &&
      text('recommendation.missing.voices', {
        kinds: text.list(voices.map((kind) => text.of('organisationKind', kind))),
      }),
  ].filter((sentence) => sentence !== false);
  return (
    <section aria-labelledby="missing">
      <h2 id="missing">{text('recommendation.missing')}</h2>
      {coverage.contributions === 0 && <p>{text('recommendation.missing.all')}</p>}
      {missing.length === 0 && <p>{text('recommendation.missing.nothing')}</p>}
      {coverage.contributions > 0 && missing.length > 0 && (
        <ul>
          {missing.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {can('EXPERT') && (
        <p>
          <Link className="button" to={`/submit?${new URLSearchParams({ recommendation: code })}`}>
            {text('recommendation.submit')}
          </Link>
        </p>
      )}
    </section>
  );
}
