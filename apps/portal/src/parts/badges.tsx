import {
  Ban,
  Check,
  CircleDashed,
  CircleDot,
  CircleHelp,
  CircleMinus,
  CornerUpRight,
  Cpu,
  Eye,
  FilePen,
  FileText,
  Globe,
  Handshake,
  Inbox,
  Lock,
  type LucideIcon,
  MessageSquareReply,
  Pencil,
  Route,
  Scale,
  SearchCheck,
  ShieldCheck,
  ThumbsDown,
  ThumbsUp,
  Undo2,
} from 'lucide-react';
import type {
  Audience,
  ContributionKind,
  ContributionStatus,
  CoverageLevel,
  LinkState,
  Stance,
} from '../api/generated/enums';
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

const KINDS: Record<ContributionKind, LucideIcon> = {
  POSITION_PAPER: FileText,
  TECHNOLOGY_NOTE: Cpu,
  IMPLEMENTATION_OPTION: Route,
};

/** Which of the three kinds. */
export function KindBadge({ kind }: { kind: ContributionKind }) {
  const text = useText();
  return <Badge className={`kind-${kind.toLowerCase()}`} icon={KINDS[kind]} label={text.of('kind', kind)} />;
}

const LINK_STATES: Record<LinkState, LucideIcon> = {
  CONFIRMED: Check,
  PROPOSED: CircleDashed,
  SUGGESTED: CircleHelp,
  REJECTED: Ban,
};

/** What has been decided about a link. */
export function LinkStateBadge({ state }: { state: LinkState }) {
  const text = useText();
  return (
    <Badge className={`link-${state.toLowerCase()}`} icon={LINK_STATES[state]} label={text.of('linkState', state)} />
  );
}

const AUDIENCES: Record<Audience, LucideIcon> = { PUBLIC: Globe, AGENCY: Eye, CONFIDENTIAL: Lock };

/** Who may read it. */
export function AudienceBadge({ audience }: { audience: Audience }) {
  const text = useText();
  return (
    <Badge
      className={`audience-${audience.toLowerCase()}`}
      icon={AUDIENCES[audience]}
      label={text.of('audience', audience)}
    />
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
