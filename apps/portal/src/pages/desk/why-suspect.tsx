import { TriangleAlert } from 'lucide-react';
import type { LinkEnd } from '../../api/generated/enums';
import { useText } from '../../language/text';

/** Why a link is to be looked at again: an end has a newer text, or else its evidence was lost. */
export function WhySuspect({ newerEnds }: { newerEnds: readonly LinkEnd[] }) {
  const text = useText();
  const reasons = newerEnds.map((end) => text(`desk.newer.${end}`));
  return (
    <p className="suspect">
      <TriangleAlert size={16} aria-hidden />
      {reasons.length > 0 ? reasons.join(' ') : text('desk.evidenceLost')}
    </p>
  );
}
