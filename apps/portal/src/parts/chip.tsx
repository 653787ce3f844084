import { X } from 'lucide-react';
import type { ReactNode } from 'react';

/** Something that is chosen, and can be taken away: `label` says so in full to those who don't see it. */
export function Chip({ children, label, onRemove }: { children: ReactNode; label: string; onRemove: () => void }) {
  return (
    <button type="button" className="chip" aria-label={label} onClick={onRemove}>
      <span aria-hidden>{children}</span>
      <X size={16} aria-hidden />
    </button>
  );
}
