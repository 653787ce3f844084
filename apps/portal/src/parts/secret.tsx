import { useEffect, useRef } from 'react';
import { useText } from '../language/text';
import { CopyButton } from './copy-button';

/** Something that is shown once: a token, a password. It takes the focus, and goes when it is closed. */
export function Secret(props: { label: string; value: string; onClose: () => void }) {
  const text = useText();
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <section ref={box} className="notice secret" aria-label={props.label} tabIndex={-1}>
      <p>
        <b>{props.label}</b>
      </p>
      <p>
        <code>{props.value}</code>
      </p>
      <p className="small">{text('parts.shownOnce')}</p>
      <div className="row">
        <CopyButton value={props.value} />
        <button type="button" className="button" onClick={props.onClose}>
          {text('parts.haveIt')}
        </button>
      </div>
    </section>
  );
}
