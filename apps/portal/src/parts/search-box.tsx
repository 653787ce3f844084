import { Search } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components/ComboBox';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { useText } from '../language/text';
import { Marked } from './marked';
import { addressOf, type Hit, useQuickHits } from './quick-hits';

/**
 * The one search box: what is called like what is typed, from two letters on, and Enter to search texts. The arrow keys go through the
 * list, Escape closes it; while nothing in it is chosen, Enter searches.
 */
export function SearchBox() {
  const text = useText();
  const id = useId();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [parameters] = useSearchParams();
  const searched = pathname === '/find' ? (parameters.get('q') ?? '') : '';
  const [typed, setTyped] = useState(searched);
  // The address is what was searched: going back, or to another page, shows it again.
  useEffect(() => setTyped(searched), [searched]);
  const hits = useQuickHits(typed === searched ? '' : typed);

  const search = () => void navigate(`/find?${new URLSearchParams({ q: typed.trim() })}`);
  const open = (hit: Hit | undefined) => {
    if (!hit) return;
    setTyped('');
    void navigate(addressOf(hit));
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
        <ComboBox
          items={hits}
          inputValue={typed}
          onInputChange={setTyped}
          allowsCustomValue
          allowsEmptyCollection={false}
          menuTrigger="input"
          selectedKey={null}
          onSelectionChange={(key) => open(hits.find((hit) => hit.node.id === key))}
          onKeyDown={(event) => {
            // The list is open, but nothing in it chosen: react-aria would only close it.
            const isChosen = (event.target as HTMLElement).getAttribute('aria-activedescendant');
            if (event.key === 'Enter' && !isChosen) search();
          }}
        >
          <Label className="unseen">{text('search.label')}</Label>
          <Input id={id} name="q" placeholder={text('search.placeholder')} autoComplete="off" enterKeyHint="search" />
          <Popover className="popover" offset={4}>
            <ListBox<Hit> className="quick-hits">
              {(hit) => (
                <ListBoxItem id={hit.node.id} textValue={hit.label}>
                  <Marked html={hit.html} />
                  <span className="kind">{text.of('quickHit', hit.node.__typename)}</span>
                </ListBoxItem>
              )}
            </ListBox>
          </Popover>
        </ComboBox>
        <Button type="submit" className="button" aria-label={text('search.button')}>
          <Search size={18} aria-hidden />
        </Button>
      </form>
    </search>
  );
}
