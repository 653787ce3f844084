import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { useText } from '../language/text';
import { Marked } from './marked';
import { withParameter } from './parameter';
import { addressOf, type Hit, useQuickHits } from './quick-hits';

const NONE: Hit[] = [];

/** What is typed is searched on the results page after this pause, in milliseconds. */
const PAUSE = 80;

/**
 * The one search box: what is called like what is typed, from two letters on, and Enter to search texts. The arrow keys go through the
 * list, Escape closes it; while nothing in it is chosen, Enter searches. On the results page the results follow what is typed instead.
 * It is on every page and sent first, so it is written by hand: a combobox as the ARIA guide describes it.
 */
export function SearchBox() {
  const text = useText();
  const id = useId();
  const navigate = useNavigate();
  const [parameters, setParameters] = useSearchParams();
  const isResults = useLocation().pathname === '/find';
  const searched = isResults ? (parameters.get('q') ?? '') : '';
  const [typed, setTyped] = useState(searched);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  // The address is what was searched: going back, or to another page, shows it again. What is being typed is not taken away.
  const sent = useRef(searched);
  useEffect(() => {
    if (searched !== sent.current) setTyped(searched);
    sent.current = searched;
  }, [searched]);
  const hits = useQuickHits(isResults || typed === searched ? '' : typed) ?? NONE;
  const isShown = isOpen && hits.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: other hits, nothing chosen.
  useEffect(() => setActive(-1), [hits]);

  useEffect(() => {
    const wanted = typed.trim();
    if (!isResults || wanted === searched.trim() || wanted.length === 1) return undefined;
    const timer = setTimeout(() => {
      sent.current = wanted;
      setParameters((before) => withQuery(before, wanted), { replace: true, preventScrollReset: true });
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [typed, searched, isResults, setParameters]);

  const search = () => {
    setOpen(false);
    sent.current = typed.trim();
    if (isResults) document.querySelector<HTMLElement>('main h1')?.focus();
    else void navigate(`/find?${withQuery(new URLSearchParams(), typed.trim())}`);
  };
  const go = (hit: Hit) => {
    setTyped('');
    setOpen(false);
    void navigate(addressOf(hit));
  };
  const steer = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && isShown) {
      event.preventDefault();
      setOpen(false);
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && hits.length > 0) {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      // One place more than there are hits: the box itself.
      setActive((before) => ((before + 1 + step + hits.length + 1) % (hits.length + 1)) - 1);
    } else if (event.key === 'Enter' && isShown && hits[active]) {
      event.preventDefault();
      go(hits[active]);
    }
  };
  return (
    <search className="search-box">
      <form
        action="/find"
        onSubmit={(event) => {
          event.preventDefault();
          search();
        }}
      >
        <label className="unseen" htmlFor={id}>
          {text('search.label')}
        </label>
        <input
          id={id}
          name="q"
          value={typed}
          placeholder={text('search.placeholder')}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="search"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={isShown}
          aria-controls={isShown ? `${id}-list` : undefined}
          aria-activedescendant={isShown && active >= 0 ? `${id}-${active}` : undefined}
          onChange={(event) => {
            setTyped(event.target.value);
            setOpen(true);
          }}
          onKeyDown={steer}
          onBlur={() => setOpen(false)}
        />
        <button type="submit" className="button" aria-label={text('search.button')}>
          <Search size={18} aria-hidden />
        </button>
        {isShown && (
          <div id={`${id}-list`} role="listbox" aria-label={text('search.hits')} className="popover quick-hits">
            {hits.map((hit, index) => (
              // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the keys are the box's.
              <div
                key={hit.node.id}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === active}
                // The box must not lose the focus before the click has come.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => go(hit)}
                ref={(element) => {
                  if (index === active) element?.scrollIntoView({ block: 'nearest' });
                }}
              >
                <Marked html={hit.html} />
                <span className="kind">{text.of('quickHit', hit.node.__typename)}</span>
              </div>
            ))}
          </div>
        )}
        <p role="status" className="unseen">
          {isShown && text('search.hitCount', { count: hits.length })}
        </p>
      </form>
    </search>
  );
}

/** The same address with another query, from its beginning. */
function withQuery(parameters: URLSearchParams, query: string): URLSearchParams {
  return withParameter(withParameter(parameters, 'exact', ''), 'q', query);
}
