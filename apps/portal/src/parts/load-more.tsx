import { useEffect, useRef } from 'react';
import { useText } from '../language/text';

/**
 * The way to the next page of a list, under it. The new items are announced, and the focus goes to the first of them: pass the list's ref,
 * whose children are the items (each with a link or a heading).
 */
export function LoadMore(props: {
  list: { current: HTMLElement | null };
  shown: number;
  total: number;
  isLoading: boolean;
  /** More than so many cannot be shown here. */
  limit?: number;
  onMore: () => void;
}) {
  const text = useText();
  const { list, shown, total, isLoading } = props;
  const isFull = props.limit !== undefined && shown >= props.limit;
  const asked = useRef<number>(undefined);
  useEffect(() => {
    if (asked.current === undefined || shown <= asked.current) return;
    const item = list.current?.children[asked.current];
    asked.current = undefined;
    item?.querySelector<HTMLElement>('a, button')?.focus();
  }, [shown, list]);
  return (
    <div className="load-more">
      <p role="status">{text('parts.shown', { shown, total })}</p>
      {shown < total && isFull && <p>{text('parts.full', { shown })}</p>}
      {shown < total && !isFull && (
        <button
          type="button"
          className="button"
          aria-disabled={isLoading}
          onClick={() => {
            if (isLoading) return;
            asked.current = shown;
            props.onMore();
          }}
        >
          {text(isLoading ? 'wait' : 'parts.more')}
        </button>
      )}
    </div>
  );
}
