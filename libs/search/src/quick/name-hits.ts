import { readableContributions } from '#libs/contributions';
import type { Actor } from '#libs/identity';
import type { Queryable } from '#libs/retrieval';
import type { Beginning } from './beginnings.js';

export const NAME_KINDS = ['CONTRIBUTION', 'RECOMMENDATION', 'THEME', 'SYSTEM', 'ORGANISATION', 'EVENT'] as const;
export type NameKind = (typeof NAME_KINDS)[number];

/** A thing that bears a name like what was typed, and that the actor may read. */
export interface NameHit {
  kind: NameKind;
  id: string;
  /** The name that was found, as it is now. */
  name: string;
  isCode: boolean;
  /** The name it is shown by; the one found, when it has no other. */
  shown: string;
  /** 0: the name begins with all that was typed; 1: it holds the words in that order; 2: it holds them. */
  rank: number;
  letters: number;
  /** What was typed, or what it was read as. */
  whole: string;
}

/** How many are wanted at most of contributions, and of each other kind. */
export interface Wanted {
  contributions: number;
  others: number;
}

// What has more is no question that comes again and again.
const KEPT_PARAMETERS = 12;
// So few letters begin thousands of words.
const SHORT = 3;

// Best first, and among equals the shorter name; the id makes the order whole.
const ORDER = 'rank, letters, thing_id';

/**
 * Names like this, best first within their kind. Rights are asked of contributions one by one in that order, until there are enough;
 * then the names are read from where they stand, and a row that no longer says what a name is, is left out.
 */
export async function nameHits(
  database: Queryable,
  actor: Actor,
  beginnings: readonly Beginning[],
  wanted: Wanted,
): Promise<NameHit[]> {
  const [first] = beginnings;
  if (!first) return [];
  const parameters: unknown[] = [];
  const isShort = beginnings.length === 1 && first.others.length === 0 && first.prefix.length <= SHORT;
  const found = isShort
    ? shortSql(actor, first.prefix, wanted, parameters)
    : longSql(actor, beginnings, wanted, parameters);
  return database.query<NameHit>(
    `with ${found},
     named as materialized (
       select *, md5(name)::uuid as name_md5, max(name) filter (where number = 1) over (partition by kind, thing_id) as shown
       from names_of(array(select thing_id from hit))
     )
     select hit.kind, hit.thing_id as id, named.name, named.is_code as "isCode", coalesce(named.shown, named.name) as shown,
       hit.rank, hit.letters, hit.whole
     from hit
     join named on named.kind = hit.kind and named.thing_id = hit.thing_id and named.number = hit.number
       and named.name_md5 = hit.name_md5
     order by ${ORDER.replace(/\b(?=rank|letters|thing_id)/g, 'hit.')}`,
    parameters,
    // Whichever the letters are, names are read in the same way; planning that takes as long as doing it. What was typed at length is seldom the same.
    { plan: parameters.length <= KEPT_PARAMETERS ? 'ONCE' : 'EACH' },
  );
}

const COLUMNS = 'kind, thing_id, number, letters, name_md5';

/** One short word: the index has the names in order for each kind, and what a thing bears beside its best name is passed over. */
function shortSql(actor: Actor, prefix: string, wanted: Wanted, parameters: unknown[]): string {
  const begins = (alias: string) => `left(${alias}.word, ${prefix.length}) = ${whole}`;
  const whole = add(parameters, prefix);
  const readable = readableSql(actor, 'entry.thing_id', parameters);
  const [contributions, others] = [add(parameters, wanted.contributions), add(parameters, wanted.others)];
  const parts = NAME_KINDS.map(
    (kind) => `(
      select ${COLUMNS}, later::int as rank, ${whole}::text as whole from name_word entry
      where kind = '${kind}' and ${begins('entry')} and not exists (
        select from name_word better
        where better.kind = '${kind}' and better.thing_id = entry.thing_id and ${begins('better')}
          and (better.later, better.letters, better.number, better.word) < (entry.later, entry.letters, entry.number, entry.word))
        ${kind === 'CONTRIBUTION' ? `and ${readable}` : ''}
      order by later, letters, thing_id, number, word limit ${kind === 'CONTRIBUTION' ? contributions : others})`,
  );
  return `hit as materialized (${parts.join(' union all ')})`;
}

function longSql(actor: Actor, beginnings: readonly Beginning[], wanted: Wanted, parameters: unknown[]): string {
  // Which words must be there too: the same for all spellings of one word.
  const groups = [...new Set(beginnings.map((beginning) => beginning.others.join(' ')))];
  const given = [
    `${add(
      parameters,
      beginnings.map((beginning) => beginning.prefix),
    )}::text[]`,
    `${add(
      parameters,
      beginnings.map((beginning) => beginning.whole),
    )}::text[]`,
    `${add(
      parameters,
      beginnings.map((beginning) => groups.indexOf(beginning.others.join(' '))),
    )}::int[]`,
  ];
  const holdsOthers = groups.map((others, no) => {
    const words = others.split(' ').filter(Boolean);
    const holds = words.map((word) => `strpos(' ' || entry.name, ${add(parameters, ` ${word}`)}) > 0`);
    return `when ${no} then ${holds.join(' and ') || 'true'}`;
  });
  const readable = readableSql(actor, 'sorted.thing_id', parameters);
  return `
    beginning as materialized (select * from unnest(${given.join(', ')}) as given(prefix, whole, no)),
    found as materialized (
      select entry.kind, entry.thing_id, entry.number, entry.letters, entry.name_md5, beginning.whole,
        case when starts_with(entry.name, beginning.whole) then 0
          when strpos(' ' || entry.name, ' ' || beginning.whole) > 0 then 1 else 2 end as rank
      from beginning
      join name_word entry on entry.word >= beginning.prefix and entry.word < beginning.prefix || chr(1114111)
      where case beginning.no ${holdsOthers.join(' ')} end
    ),
    best as materialized (
      select distinct on (kind, thing_id) * from found order by kind, thing_id, rank, letters, number, whole
    ),
    hit as materialized (
      (select ${COLUMNS}, rank, whole from (select * from best where kind = 'CONTRIBUTION' order by ${ORDER} offset 0) sorted
       where ${readable} limit ${add(parameters, wanted.contributions)})
      union all
      (select ${COLUMNS}, rank, whole from (
         select *, row_number() over (partition by kind order by ${ORDER}) as place from best where kind <> 'CONTRIBUTION'
       ) placed where place <= ${add(parameters, wanted.others)})
    )`;
}

/** Asked for each row, so that the order of the rows stays and reading ends when there are enough. */
function readableSql(actor: Actor, id: string, parameters: unknown[]): string {
  return `(select ${readableContributions(actor, parameters, 'contribution')} from contribution where contribution.id = ${id})`;
}

function add(parameters: unknown[], value: unknown): string {
  return `$${parameters.push(value)}`;
}
