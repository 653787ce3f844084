import { useText } from '../language/text';

/** An instant: its day, with the time for those who point at it; `as="ago"` for how long ago it was. */
export function Moment({ at, as = 'date' }: { at: string; as?: 'date' | 'time' | 'ago' }) {
  const text = useText();
  return (
    <time dateTime={at} title={text.time(at)}>
      {text[as](at)}
    </time>
  );
}
