import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

/** Something more that is shown on request; the browser's own element, so that finding in the page opens it. */
export function Disclosure(props: {
  label: ReactNode;
  isOpen?: boolean;
  className?: string;
  /** It was opened: what is only asked for then can be. */
  onOpen?: () => void;
  children: ReactNode;
}) {
  return (
    <details
      className={`disclosure ${props.className ?? ''}`}
      open={props.isOpen}
      onToggle={(event) => event.currentTarget.open && props.onOpen?.()}
    >
      <summary>
        <ChevronRight size={18} aria-hidden />
        <span>{props.label}</span>
      </summary>
      <div className="disclosed">{props.children}</div>
    </details>
  );
}
