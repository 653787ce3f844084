import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

/** Something more that is shown on request; the browser's own element, so that finding in the page opens it. */
export function Disclosure(props: { label: ReactNode; isOpen?: boolean; className?: string; children: ReactNode }) {
  return (
    <details className={`disclosure ${props.className ?? ''}`} open={props.isOpen}>
      <summary>
        <ChevronRight size={18} aria-hidden />
        <span>{props.label}</span>
      </summary>
      <div className="disclosed">{props.children}</div>
    </details>
  );
}
