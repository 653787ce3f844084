import './choose-many.css';
import { type ReactNode, useId, useState } from 'react';
import { useText } from '../language/text';
import { Chosen } from './chosen';
import { folded } from './mentions';

/** Something that can be chosen: found by its name, its code, and whatever else it is called. */
export interface Option {
  code: string;
  name: string;
  synonyms: readonly string[];
  hint?: string;
  /** Below another one. */
  isNarrower?: boolean;
}

const NONE: ReadonlySet<string> = new Set();

/** Some of a list, by check boxes under a box that narrows them; those that the text mentions come first. */
export function ChooseMany(props: {
  /** The id of the box that narrows the list, for links and the focus. */
  inputId: string;
  legend: string;
  options: readonly Option[];
  suggested?: ReadonlySet<string>;
  chosen: readonly string[];
  most: number;
  onChange: (chosen: string[]) => void;
  error?: ReactNode;
}) {
  const text = useText();
  const id = useId();
  const [typed, setTyped] = useState('');
  const { options, chosen, suggested = NONE } = props;
  const wanted = folded(typed).trim();
  const matching = options.filter(({ name, code, synonyms }) =>
    [name, code, ...synonyms].some((word) => folded(word).includes(wanted)),
  );
  const first = matching.filter(({ code }) => suggested.has(code));
  const others = matching.filter(({ code }) => !suggested.has(code));
  const toggle = (code: string) =>
    props.onChange(chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code]);
  return (
    <fieldset className="many">
      <legend>{props.legend}</legend>
      <Chosen
        chosen={chosen.map((code) => ({ id: code, name: options.find((one) => one.code === code)?.name ?? code }))}
        onRemove={toggle}
      />
      <label htmlFor={props.inputId} className="small">
        {text('parts.narrow')}
      </label>
      <input
        id={props.inputId}
        type="search"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        aria-describedby={`${id}-count`}
        aria-invalid={props.error ? true : undefined}
      />
      <p role="status" className="hint" id={`${id}-count`}>
        {text('parts.found', { count: matching.length })}{' '}
        {text('parts.chosenOf', { count: chosen.length, most: props.most })}
      </p>
      {/* It scrolls, so it can be reached by keyboard: by its check boxes. */}
      <div className="options">
        {first.length > 0 && (
          <>
            <p className="small group-name">{text('parts.mentioned')}</p>
            {first.map((option) => (
              <OptionBox key={option.code} option={option} isChosen={chosen.includes(option.code)} onToggle={toggle} />
            ))}
            <p className="small group-name">{text('parts.others')}</p>
          </>
        )}
        {others.map((option) => (
          <OptionBox key={option.code} option={option} isChosen={chosen.includes(option.code)} onToggle={toggle} />
        ))}
      </div>
      <div role="alert">{props.error && <p className="fault">{props.error}</p>}</div>
    </fieldset>
  );
}

function OptionBox(props: { option: Option; isChosen: boolean; onToggle: (code: string) => void }) {
  const { code, name, hint, isNarrower } = props.option;
  return (
    <label className={isNarrower ? 'option narrower' : 'option'}>
      <input type="checkbox" checked={props.isChosen} onChange={() => props.onToggle(code)} />
      <span>
        {name} <span className="soft small code">{code}</span>
        {hint && <span className="hint">{hint}</span>}
      </span>
    </label>
  );
}
