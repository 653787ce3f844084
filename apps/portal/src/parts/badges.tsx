import {
  Ban,
  CircleDashed,
  CircleDot,
  CircleHelp,
  CircleMinus,
  CornerUpRight,
  FilePen,
  Handshake,
  Inbox,
  type LucideIcon,
  MessageSquareReply,
  Pencil,
  Scale,
  SearchCheck,
  ShieldCheck,
  ThumbsDown,
  ThumbsUp,
  Undo2,
} from 'lucide-react';
import type { ContributionStatus, CoverageLevel, Stance } from '../api/generated/graphql';
import { useText } from '../language/text';

const LEVELS: Record<CoverageLevel, LucideIcon> = {
  NONE: CircleDashed,
  ONE_VOICE: CircleDot,
  CONVERGING: Handshake,
  CONTESTED: Scale,
};

const STANCES: Record<Stance, LucideIcon> = {
  SUPPORTS: ThumbsUp,
  SUPPORTS_WITH_CHANGES: FilePen,
  ANSWERS: MessageSquareReply,
  QUESTIONS: CircleHelp,
  OFFERS_ALTERNATIVE: CornerUpRight,
  OPPOSES: ThumbsDown,
  UNSTATED: CircleMinus,
};

const STATUSES: Record<ContributionStatus, LucideIcon> = {
  DRAFT: Pencil,
  SUBMITTED: Inbox,
  IN_REVIEW: SearchCheck,
  CHANGES_REQUESTED: Undo2,
  PUBLISHED: ShieldCheck,
  DECLINED: Ban,
  WITHDRAWN: CircleMinus,
};

/** How much is said, in a word; the sign and the word tell it, the colour only helps. */
export function LevelBadge({ level }: { level: CoverageLevel }) {
  const text = useText();
  return <Badge className={`level-${level.toLowerCase()}`} icon={LEVELS[level]} label={text.of('level', level)} />;
}

/** On which side. */
export function StanceBadge({ stance }: { stance: Stance }) {
  const text = useText();
  return (
    <Badge className={`stance-${stance.toLowerCase()}`} icon={STANCES[stance]} label={text.of('stance', stance)} />
  );
}

/** Where a contribution stands. */
export function StatusBadge({ status }: { status: ContributionStatus }) {
  const text = useText();
  return (
    <Badge className={`status-${status.toLowerCase()}`} icon={STATUSES[status]} label={text.of('status', status)} />
  );
}

function Badge({ className, icon: Icon, label }: { className: string; icon: LucideIcon; label: string }) {
  return (
    <span className={`badge ${className}`}>
      <Icon size={15} aria-hidden />
      {label}
    </span>
  );
}
