import { ContributionKind } from '#libs/contributions';

const { POSITION_PAPER, TECHNOLOGY_NOTE, IMPLEMENTATION_OPTION } = ContributionKind;

/** Words that sources use for kinds of papers, and the kind each is taken for. */
const KINDS: Record<ContributionKind, string[]> = {
  [POSITION_PAPER]: [
    'academic comment',
    'academic paper',
    'blog post',
    'comment',
    'consultation response',
    'editorial',
    'expert opinion',
    'industry position paper',
    'joint statement',
    'legal opinion',
    'letter',
    'media analysis',
    'ngo position paper',
    'open letter',
    'opinion',
    'parliamentary question',
    'policy brief',
    'position',
    'position paper',
    'press release',
    'resolution',
    'response to consultation',
    'statement',
    'think tank paper',
    'trade association position paper',
  ],
  [TECHNOLOGY_NOTE]: [
    'data sheet',
    'industry brochure',
    'industry interview',
    'industry technology note',
    'market report',
    'product brochure',
    'research note',
    'standard',
    'standards document',
    'technical note',
    'technical paper',
    'technical report',
    'technology brief',
    'technology note',
    'test report',
    'trend report',
    'white paper',
    'whitepaper',
  ],
  [IMPLEMENTATION_OPTION]: [
    'architecture proposal',
    'cost assessment',
    'feasibility study',
    'implementation option',
    'implementation plan',
    'implementation report',
    'implementation study',
    'pilot report',
    'practitioners report',
    'roadmap',
    'technical proposal',
  ],
};

/** What a paper is taken for when its source uses other words, or none. */
export const FALLBACK_KIND = POSITION_PAPER;

const BY_WORDS = new Map(
  Object.entries(KINDS).flatMap(([kind, all]) => all.map((words) => [words, kind as ContributionKind])),
);

/** The kind that the words of a source stand for; undefined when the table lacks them. Case, hyphens and spaces don't matter. */
export function kindOf(words: string): ContributionKind | undefined {
  const folded = words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[\s_‐-]+/g, ' ')
    .trim();
  return BY_WORDS.get(folded);
}

/** The kind of a paper, and what to tell about it when the table does not know its words. */
export function chooseKind(words: string | null): { kind: ContributionKind; note: string | null } {
  const kind = words === null ? undefined : kindOf(words);
  if (kind) return { kind, note: null };
  const taken = FALLBACK_KIND.toLowerCase().replaceAll('_', ' ');
  const reason = words === null ? 'The source names no kind' : `The table of kinds does not know “${words}”`;
  return { kind: FALLBACK_KIND, note: `${reason}; taken for a ${taken}.` };
}
