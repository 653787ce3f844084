import { useText } from '../language/text';

/** Holds the place of what is on its way, in its size, so that nothing moves when it comes. */
export function Skeleton({ lines = 3, cards = 1 }: { lines?: number; cards?: number }) {
  const text = useText();
  return (
    <div className="skeletons">
      <p role="status" className="unseen">
        {text('wait')}
      </p>
      {numbers(cards).map((card) => (
        <div key={card} className="skeleton" aria-hidden>
          {numbers(lines).map((line) => (
            <span key={line} />
          ))}
        </div>
      ))}
    </div>
  );
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
