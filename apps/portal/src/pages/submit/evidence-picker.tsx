import { Plus, Trash2 } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useText } from '../../language/text';
import { Disclosure } from '../../parts/disclosure';
import { Field } from '../../parts/field';
import { selectedWords } from '../../parts/selected-words';
import type { ShownPassage } from '../../parts/use-passages';
import { lookUp, type Quote, quoteOf, sentencesOf } from './quotes';

/**
 * The words that say so, three ways: selected in the text, chosen by sentence (all of it by keyboard), or typed or pasted and looked
 * up. Words that go over the end of a passage are a quote in each.
 */
export function EvidencePicker(props: {
  passages: readonly ShownPassage[];
  /** False while the passages of a long file are still on their way. */
  isAll: boolean;
  language: string;
  quotes: readonly Quote[];
  onChange: (quotes: Quote[]) => void;
  error?: ReactNode;
}) {
  const text = useText();
  const { passages, quotes, language, onChange } = props;
  const add = (given: readonly Quote[]) => {
    const fresh = given.filter(
      (quote) => !quotes.some((known) => known.passage === quote.passage && known.quote === quote.quote),
    );
    if (fresh.length > 0) onChange([...quotes, ...fresh]);
  };
  return (
    <fieldset className="group evidence" id="link-evidence" tabIndex={-1}>
      <legend>{text('submit.evidence')}</legend>
      <div role="alert">{props.error && <p className="fault">{props.error}</p>}</div>
      <div role="status">
        {quotes.length === 0 && <p className="hint">{text('submit.evidence.none')}</p>}
        <ul className="plain">
          {quotes.map((quote) => {
            const isGone =
              props.isAll && !passages.some(({ id, text: said }) => id === quote.passage && said.includes(quote.quote));
            return (
              <li key={quote.passage + quote.start} className="quote">
                <blockquote lang={language}>{quote.quote}</blockquote>
                <Place of={passages.find(({ id }) => id === quote.passage)} />
                {isGone && <p className="fault small">{text('submit.evidence.gone')}</p>}
                <button
                  type="button"
                  className="button quiet"
                  onClick={() => onChange(quotes.filter((known) => known !== quote))}
                >
                  <Trash2 size={16} aria-hidden />
                  {text('submit.evidence.remove')}
                  <span className="unseen">: {quote.quote.slice(0, 60)}</span>
                </button>
              </li>
            );
          })}
        </ul>
      </div>
      {passages.length === 0 ? (
        <p>{text('submit.evidence.noText')}</p>
      ) : (
        <>
          <Pasted passages={passages} isAll={props.isAll} onAdd={add} />
          <Selected passages={passages} language={language} onAdd={add} />
        </>
      )}
    </fieldset>
  );
}

/** The file and the page that words stand on. */
function Place({ of: passage }: { of: ShownPassage | undefined }) {
  const text = useText();
  if (!passage?.file) return null;
  return (
    <p className="soft small stands-on">
      {passage.file.name}
      {passage.page && <> · {text('submit.page', { page: passage.page })}</>}
    </p>
  );
}

function Pasted(props: { passages: readonly ShownPassage[]; isAll: boolean; onAdd: (quotes: Quote[]) => void }) {
  const text = useText();
  const { passages, isAll, onAdd } = props;
  const [typed, setTyped] = useState('');
  const found = lookUp(passages, typed);
  const isShort = typed.trim().length < 3;
  const add = () => {
    if (found.length === 0) return;
    onAdd(found);
    setTyped('');
  };
  return (
    <div>
      <Field
        label={text('submit.evidence.paste')}
        isRequired={false}
        error={!isShort && found.length === 0 && isAll ? text('submit.evidence.absent') : undefined}
      >
        {(control) => (
          <textarea {...control} rows={2} value={typed} onChange={(event) => setTyped(event.target.value)} />
        )}
      </Field>
      <button type="button" className="button" aria-disabled={found.length === 0} onClick={add}>
        <Plus size={16} aria-hidden />
        {text('submit.evidence.add')}
      </button>
    </div>
  );
}

/** The text itself. What is selected in it stays chosen while the button is reached. */
function Selected(props: { passages: readonly ShownPassage[]; language: string; onAdd: (quotes: Quote[]) => void }) {
  const text = useText();
  const { passages, language, onAdd } = props;
  const pane = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState<Quote[]>([]);
  const shown = selected.map(({ quote }) => quote).join(' ');
  useEffect(() => {
    const read = () => {
      if (!pane.current?.contains(document.getSelection()?.anchorNode ?? null)) return;
      const found = selectedWords().flatMap(({ passage: id, start, end }) => {
        const passage = passages.find((known) => known.id === id);
        return (passage && quoteOf(passage, start, end)) ?? [];
      });
      if (found.length > 0) setSelected(found);
    };
    document.addEventListener('selectionchange', read);
    return () => document.removeEventListener('selectionchange', read);
  }, [passages]);
  return (
    <div className="select-words">
      <p className="hint">{text('submit.evidence.select')}</p>
      <div className="row selected">
        <button
          type="button"
          className="button"
          aria-disabled={selected.length === 0}
          onClick={() => {
            if (selected.length === 0) return;
            onAdd(selected);
            document.getSelection()?.removeAllRanges();
            setSelected([]);
          }}
        >
          <Plus size={16} aria-hidden />
          {text('submit.evidence.addSelected')}
        </button>
        {shown && (
          <span className="small" lang={language}>
            {shown.length > 80 ? `${shown.slice(0, 80)} …` : shown}
          </span>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <section className="pane" ref={pane} tabIndex={0} aria-label={text('submit.evidence.text')}>
        {passages.map((passage, index) => (
          <div key={passage.id} className="passage">
            {passage.file &&
              (passage.page !== passages[index - 1]?.page || passage.file.id !== passages[index - 1]?.file?.id) && (
                <Place of={passage} />
              )}
            {passage.heading && passage.heading !== passages[index - 1]?.heading && (
              <p className="heading" lang={language}>
                {passage.heading}
              </p>
            )}
            <p data-passage={passage.id} lang={language}>
              {passage.text}
            </p>
            <Sentences passage={passage} place={index + 1} language={language} onAdd={onAdd} />
          </div>
        ))}
      </section>
    </div>
  );
}

/** From one sentence to another: chosen without a mouse. */
function Sentences(props: {
  passage: ShownPassage;
  place: number;
  language: string;
  onAdd: (quotes: Quote[]) => void;
}) {
  const text = useText();
  const { passage, language } = props;
  const sentences = sentencesOf(passage, language);
  const [from, setFrom] = useState(0);
  const [to, setTo] = useState(0);
  const last = Math.max(from, to);
  const options = sentences.map((sentence, index) => (
    <option key={sentence.start} value={index}>
      {sentence.text.length > 90 ? `${sentence.text.slice(0, 90)} …` : sentence.text}
    </option>
  ));
  return (
    <Disclosure label={text('submit.evidence.sentences', { place: props.place })} className="small">
      <div className="fields">
        <Field label={text('submit.evidence.from')}>
          {(control) => (
            <select {...control} lang={language} value={from} onChange={(event) => setFrom(Number(event.target.value))}>
              {options}
            </select>
          )}
        </Field>
        <Field label={text('submit.evidence.to')}>
          {(control) => (
            <select {...control} lang={language} value={last} onChange={(event) => setTo(Number(event.target.value))}>
              {options}
            </select>
          )}
        </Field>
      </div>
      <button
        type="button"
        className="button"
        onClick={() => {
          const quote = quoteOf(passage, sentences[from]?.start ?? 0, sentences[last]?.end ?? 0);
          if (quote) props.onAdd([quote]);
        }}
      >
        <Plus size={16} aria-hidden />
        {text('submit.evidence.addSentences')}
      </button>
    </Disclosure>
  );
}
