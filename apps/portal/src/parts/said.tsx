import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import { hasMarkup } from './has-markup';
import type { Stretch } from './marked-text';

const Markdown = lazy(() => import('./markdown'));

/** A text as it was written: plain paragraphs at once, what may be Markdown when that is there. */
export function Said({ text, onFormatted }: { text: string; onFormatted?: () => void }) {
  if (!hasMarkup(text)) {
    // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs never change places, and two may say the same.
    return text.split(/\n\s*\n/).map((paragraph, index) => <p key={index}>{paragraph}</p>);
  }
  return (
    <Suspense fallback={<p className="as-written">{text}</p>}>
      <Markdown text={text} onShown={onFormatted} />
    </Suspense>
  );
}

/** The same with stretches of it marked; `active` names those that are looked at. What was read from a file is no Markdown: its signs are meant. */
export function SaidWithMarks(props: {
  text: string;
  isMarkdown: boolean;
  marks: readonly Stretch[];
  active: string | undefined;
  onFormatted: () => void;
}) {
  const { text, marks } = props;
  const active = marks.some(({ keys }) => props.active && keys.includes(props.active)) ? props.active : undefined;
  // Formatting a long paper takes its time: only what another look changes is formatted anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: marks are made anew with the same places.
  const formatted = useMemo(
    () => <Markdown text={text} marks={marks} active={active} onShown={props.onFormatted} />,
    [text, JSON.stringify(marks), active],
  );
  const plain = (
    <p className="as-written">
      <Marked text={text} marks={marks} active={active} />
    </p>
  );
  return props.isMarkdown && hasMarkup(text) ? <Suspense fallback={plain}>{formatted}</Suspense> : plain;
}

function Marked(props: { text: string; marks: readonly Stretch[]; active: string | undefined }) {
  const { text, marks, active } = props;
  let at = 0;
  const parts: ReactNode[] = [];
  for (const { start, end, keys } of marks) {
    if (start > at) parts.push(text.slice(at, start));
    parts.push(
      <mark key={start} className={active !== undefined && keys.includes(active) ? 'active' : undefined}>
        {text.slice(start, end)}
      </mark>,
    );
    at = end;
  }
  parts.push(text.slice(at));
  return parts;
}
