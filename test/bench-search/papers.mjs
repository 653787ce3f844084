import { randomSource } from '../bench/texts.mjs';
import { textMaker } from './texts.mjs';

const SEED = 20_261_124;
export const PASSAGES_EACH = 10;
const PASSAGE_WORDS = 120;
const ORGANISATIONS = 300;
const KINDS = ['POSITION_PAPER', 'TECHNOLOGY_NOTE', 'IMPLEMENTATION_OPTION'];
const STEP = 250;

const idOf = (letter, index) => {
  const time = (1_500_000_000_000 + index * 1_000).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${letter}00-8000-000000000000`;
};
const pad = (index) => String(index).padStart(6, '0');

/** What edits and questions are made with: the same words as the papers. */
export const writer = (turn) => {
  const random = randomSource(SEED);
  const texts = textMaker(random);
  // The vocabulary and topics are made by the first numbers; from here on each run has numbers of its own.
  const own = randomSource(SEED + turn);
  random.next = own.next;
  return { random: own, texts };
};

/** Loads papers by sets; triggers and constraints stay on. They are not frozen, so that an edit is one statement. */
export async function loadPapers(client, passages) {
  const random = randomSource(SEED);
  const texts = textMaker(random);
  const codes = async (sql) => (await client.query(sql)).rows.map((row) => row.id);
  const themes = await codes('select id from theme order by code');
  const systems = await codes('select id from information_system order by code');
  const organisations = Array.from({ length: ORGANISATIONS }, (_, index) => {
    const name = `${texts.title(texts.topic(), 2)} ${index}`;
    return { id: idOf('a', index), name, name_key: name.toLowerCase(), kind: 'INDUSTRY', country: 'FR' };
  });
  await insert(client, 'organisation', 'id uuid, name text, name_key text, kind text, country text', organisations);
  const count = Math.ceil(passages / PASSAGES_EACH);
  for (let from = 0; from < count; from += STEP) {
    const papers = Array.from({ length: Math.min(STEP, count - from) }, (_, index) =>
      makePaper(from + index, random, texts, { themes, systems }),
    );
    await client.query('begin');
    await store(client, papers);
    await client.query('commit');
  }
}

function makePaper(index, random, texts, { themes, systems }) {
  const topic = texts.topic();
  const [id, revision_id] = [idOf('e', index), idOf('9', index)];
  const at = new Date(Date.UTC(2017, random.below(96), 1 + random.below(28)));
  const of = (table, column, ids) => ids.map((value, position) => ({ table, revision_id, [column]: value, position }));
  return {
    contribution: {
      id,
      kind: KINDS[index % KINDS.length],
      reference: `RT-${at.getUTCFullYear()}-${pad(index)}`,
      status: 'PUBLISHED',
      // Some are not for everyone: the reading gate has to have something to do.
      audience: index % 10 === 9 ? 'AGENCY' : 'PUBLIC',
      current_revision_id: revision_id,
      published_at: at,
      sort_at: at,
    },
    revision: {
      id: revision_id,
      contribution_id: id,
      number: 1,
      text_version: 1,
      title: texts.title(topic, 5 + random.below(6)),
      abstract: texts.prose(topic, 60),
      language: 'en',
      audience: index % 10 === 9 ? 'AGENCY' : 'PUBLIC',
    },
    themes: of(
      'revision_theme',
      'theme_id',
      random.some(2, themes.length).map((no) => themes[no]),
    ),
    systems: of(
      'revision_system',
      'system_id',
      random.some(1, systems.length).map((no) => systems[no]),
    ),
    speakers: of('revision_organisation', 'organisation_id', [idOf('a', random.below(ORGANISATIONS))]),
    passages: Array.from({ length: PASSAGES_EACH }, (_, place) => ({
      id: idOf('f', index * 100 + place),
      contribution_id: id,
      revision_id,
      part: 'BODY',
      position: place + 1,
      heading: place % 3 === 0 ? texts.title(topic, 3) : null,
      text: texts.prose(topic, PASSAGE_WORDS),
      language: 'en',
      current: true,
    })),
  };
}

async function store(client, papers) {
  await insert(
    client,
    'contribution',
    `id uuid, kind text, reference text, status text, audience text, current_revision_id uuid, published_at timestamptz,
     sort_at timestamptz`,
    papers.map((paper) => paper.contribution),
  );
  await insert(
    client,
    'revision',
    'id uuid, contribution_id uuid, number int, text_version int, title text, abstract text, language text, audience text',
    papers.map((paper) => paper.revision),
  );
  for (const [table, column, key] of [
    ['revision_theme', 'theme_id', 'themes'],
    ['revision_system', 'system_id', 'systems'],
    ['revision_organisation', 'organisation_id', 'speakers'],
  ])
    await insert(
      client,
      table,
      `revision_id uuid, ${column} uuid, position int`,
      papers.flatMap((paper) => paper[key]),
    );
  await insert(
    client,
    'passage',
    `id uuid, contribution_id uuid, revision_id uuid, part text, position int, heading text, text text, language text,
     current boolean`,
    papers.flatMap((paper) => paper.passages),
  );
}

async function insert(client, table, columns, rows) {
  const names = columns
    .split(',')
    .map((column) => column.trim().split(' ')[0])
    .join(', ');
  await client.query(
    `insert into ${table} (${names}) select ${names} from jsonb_to_recordset($1::jsonb) as given(${columns})`,
    [JSON.stringify(rows)],
  );
}
