import { createHash } from 'node:crypto';
import { cutPassages } from '../../dist/libs/documents/src/policies/cut-passages.js';
import { randomSource, textMaker } from './texts.mjs';

export const ORGANISATIONS = 800;
export const PERSONS = 3_000;
export const RECOMMENDATIONS = 60;
export const EXPERTS = 200;
const LINKS_EACH = 3;

const KINDS = ['POSITION_PAPER', 'TECHNOLOGY_NOTE', 'IMPLEMENTATION_OPTION'];
const ORGANISATION_KINDS = ['INDUSTRY', 'INDUSTRY_ASSOCIATION', 'EU_BODY', 'MEMBER_STATE_BODY', 'ACADEMIA'];
const STANCES = ['SUPPORTS', 'SUPPORTS', 'SUPPORTS_WITH_CHANGES', 'ANSWERS', 'QUESTIONS', 'OFFERS_ALTERNATIVE'];
const STRENGTHS = ['MENTIONS', 'ADDRESSES', 'CENTRAL'];
const DAY = 86_400_000;

/** An id that is the same at each run, and like the product's own (UUID version 7) begins with a time: indexes depend on that. */
export const idOf = (letter, index) => {
  const time = (1_500_000_000_000 + index * 1_000).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${letter}00-8000-000000000000`;
};

/** Three quarters are published for everyone; the rest is what the reading gate must keep apart. */
function stateOf(index) {
  const turn = index % 20;
  if (turn < 15) return { status: 'PUBLISHED', audience: 'PUBLIC' };
  if (turn === 15) return { status: 'PUBLISHED', audience: 'AGENCY' };
  if (turn === 16) return { status: 'PUBLISHED', audience: 'CONFIDENTIAL' };
  if (turn === 17) return { status: 'SUBMITTED', audience: 'PUBLIC' };
  if (turn === 18) return { status: 'IN_REVIEW', audience: 'PUBLIC' };
  return { status: 'DRAFT', audience: 'PUBLIC' };
}

/** Fills a prepared database by sets. Triggers and constraints stay on, as everywhere else. */
export async function loadData(client, count) {
  const random = randomSource(20_240_501);
  const texts = textMaker(random);
  const insert = inserter(client);
  const themes = await column(client, 'select id from theme order by code');
  const systems = await column(client, 'select id from information_system order by code');
  const events = await column(client, 'select id from event order by slug');
  await loadParties(insert, random, texts);
  await loadRecommendations(insert, texts);
  const perYear = new Map();
  for (let from = 0; from < count; from += 1_000) {
    const batch = [];
    for (let index = from; index < Math.min(count, from + 1_000); index++)
      batch.push(makeContribution(index, random, texts, { themes, systems, events }, perYear));
    await storeContributions(client, insert, batch);
  }
  await insert(
    'reference_counter',
    { year: 'int', last: 'int' },
    [...perYear].map(([year, last]) => ({ year, last })),
  );
}

async function loadParties(insert, random, texts) {
  const named = (text) => ({ name: text, name_key: text.toLowerCase() });
  await insert(
    'organisation',
    { id: 'uuid', name: 'text', name_key: 'text', kind: 'text', country: 'text' },
    Array.from({ length: ORGANISATIONS }, (_, index) => ({
      id: idOf('a', index),
      ...named(`${texts.words(2)} ${index}`),
      kind: random.pick(ORGANISATION_KINDS),
      country: random.pick(['FR', 'DE', 'ES', 'IT', 'PL', 'SE', 'NL']),
    })),
  );
  await insert(
    'person',
    { id: 'uuid', name: 'text', name_key: 'text', affiliation_id: 'uuid' },
    Array.from({ length: PERSONS }, (_, index) => ({
      id: idOf('b', index),
      ...named(`${texts.words(2)}`),
      affiliation_id: idOf('a', random.below(ORGANISATIONS)),
    })),
  );
  await insert(
    'account',
    { id: 'uuid', email: 'text', name: 'text', roles: 'text[]', password_hash: 'text', organisation_id: 'uuid' },
    Array.from({ length: EXPERTS }, (_, index) => ({
      id: idOf('c', index),
      email: `expert${index}@example.org`,
      name: `Expert ${index}`,
      roles: [index === 0 ? 'ANALYST' : 'EXPERT'],
      // Nobody signs in with a password: the tokens are made directly.
      password_hash: '-',
      organisation_id: idOf('a', index),
    })),
  );
}

async function loadRecommendations(insert, texts) {
  const source = { source_document: 'Made for measuring', attestation: 'PRIMARY', content_hash: '-' };
  const sourced = { source_document: 'text', attestation: 'text', content_hash: 'text' };
  const all = Array.from({ length: RECOMMENDATIONS }, (_, index) => index);
  await insert(
    'recommendation_set',
    { id: 'uuid', code: 'text', title: 'text', issuer: 'text', position: 'int', ...sourced },
    [{ id: idOf('d', 0), code: 'BENCH', title: 'Made for measuring', issuer: 'Nobody', position: 1_000, ...source }],
  );
  await insert(
    'recommendation',
    { id: 'uuid', set_id: 'uuid', code: 'text', position: 'int', version: 'int' },
    all.map((index) => ({
      id: recommendationId(index),
      set_id: idOf('d', 0),
      code: codeOf(index),
      position: index,
      version: 1,
    })),
  );
  await insert(
    'recommendation_version',
    {
      id: 'uuid',
      recommendation_id: 'uuid',
      number: 'int',
      kind: 'text',
      chapter: 'text',
      title: 'text',
      summary: 'text',
      addressees: 'text[]',
      addressees_inferred: 'text[]',
      valid_from: 'timestamptz',
      ...sourced,
    },
    all.map((index) => ({
      id: idOf('d', 2_000 + index),
      recommendation_id: recommendationId(index),
      number: 1,
      kind: 'RECOMMENDATION',
      chapter: `Chapter ${index % 5}`,
      title: texts.words(8),
      summary: texts.paragraph(800),
      addressees: ['eu-LISA'],
      addressees_inferred: [],
      valid_from: '2017-05-11T00:00:00Z',
      ...source,
    })),
  );
}

const recommendationId = (index) => idOf('d', 1_000 + index);
export const codeOf = (index) => `BENCH-${String(index + 1).padStart(2, '0')}`;

function makeContribution(index, random, texts, { themes, systems, events }, perYear) {
  const { status, audience } = stateOf(index);
  const begun = Date.UTC(2017, 5, 1) + random.below(8 * 365) * DAY + random.below(DAY);
  const submitted = status === 'DRAFT' ? null : new Date(begun + DAY);
  const published = status === 'PUBLISHED' ? new Date(begun + random.below(90) * DAY + 2 * DAY) : null;
  const year = submitted?.getUTCFullYear();
  if (year) perYear.set(year, (perYear.get(year) ?? 0) + 1);
  const abstract = texts.paragraph(350);
  const body = texts.body();
  const expert = 1 + random.below(EXPERTS - 1);
  const passages = [
    ...cutPassages(abstract).map((passage, position) => ({ ...passage, part: 'ABSTRACT', position })),
    ...cutPassages(body).map((passage, position) => ({ ...passage, part: 'BODY', position })),
  ].map((passage, place) => ({ id: idOf('f', index * 100 + place), ...passage }));
  return {
    index,
    id: idOf('e', index),
    revisionId: idOf('9', index),
    kind: KINDS[index % KINDS.length],
    status,
    audience,
    reference: year ? `RT-${year}-${String(perYear.get(year)).padStart(4, '0')}` : null,
    begun: new Date(begun),
    submitted,
    published,
    submitter: idOf('c', expert),
    submitterOrganisation: idOf('a', expert),
    title: texts.words(9),
    abstract,
    body,
    language: random.pick(['en', 'en', 'en', 'fr', 'de']),
    event: random.below(4) === 0 ? random.pick(events) : null,
    passages,
    themes: random.some(2, themes.length).map((n) => themes[n]),
    systems: random.some(1 + random.below(2), systems.length).map((n) => systems[n]),
    organisations: random.some(1 + random.below(2), ORGANISATIONS).map((n) => idOf('a', n)),
    authors: random.some(1 + random.below(3), PERSONS).map((n) => idOf('b', n)),
    links: random
      .some(LINKS_EACH, RECOMMENDATIONS)
      .map((n, place) => makeLink(index, place, n, random, texts, passages)),
    details: { statement: texts.sentence(), list: [texts.sentence(), texts.sentence()], technology: texts.words(2) },
  };
}

function makeLink(index, place, recommendation, random, texts, passages) {
  const turn = random.below(20);
  const state = turn < 17 ? 'CONFIRMED' : turn < 19 ? 'PROPOSED' : 'REJECTED';
  const passage = random.pick(passages);
  return {
    id: idOf('8', index * LINKS_EACH + place),
    claimId: idOf('7', index * LINKS_EACH + place),
    recommendationId: recommendationId(recommendation),
    state,
    stance: random.pick(STANCES),
    strength: random.pick(STRENGTHS),
    rationale: texts.sentence(),
    // One of the three says where.
    evidence:
      place === 0
        ? { passageId: passage.id, quote: passage.text.slice(0, 80), end: Math.min(80, passage.text.length) }
        : null,
  };
}

async function storeContributions(client, insert, batch) {
  await client.query('begin');
  await insert(
    'contribution',
    {
      id: 'uuid',
      kind: 'text',
      reference: 'text',
      status: 'text',
      version: 'int',
      audience: 'text',
      submitter_id: 'uuid',
      submitter_organisation_id: 'uuid',
      current_revision_id: 'uuid',
      created_at: 'timestamptz',
      submitted_at: 'timestamptz',
      published_at: 'timestamptz',
      updated_at: 'timestamptz',
      sort_at: 'timestamptz',
    },
    batch.map((item) => ({
      id: item.id,
      kind: item.kind,
      reference: item.reference,
      status: item.status,
      version: 3,
      audience: item.audience,
      submitter_id: item.submitter,
      submitter_organisation_id: item.submitterOrganisation,
      current_revision_id: item.revisionId,
      created_at: item.begun,
      submitted_at: item.submitted,
      published_at: item.published,
      updated_at: item.published ?? item.submitted ?? item.begun,
      sort_at: item.published ?? item.submitted ?? item.begun,
    })),
  );
  await insert(
    'revision',
    {
      id: 'uuid',
      contribution_id: 'uuid',
      number: 'int',
      text_version: 'int',
      created_at: 'timestamptz',
      title: 'text',
      abstract: 'text',
      body: 'text',
      language: 'text',
      audience: 'text',
      event_id: 'uuid',
    },
    batch.map((item) => ({
      id: item.revisionId,
      contribution_id: item.id,
      number: 1,
      text_version: 1,
      created_at: item.begun,
      title: item.title,
      abstract: item.abstract,
      body: item.body,
      language: item.language,
      audience: item.audience,
      event_id: item.event,
    })),
  );
  await storeDetails(insert, batch);
  for (const [table, name, key] of [
    ['revision_theme', 'theme_id', 'themes'],
    ['revision_system', 'system_id', 'systems'],
    ['revision_organisation', 'organisation_id', 'organisations'],
    ['revision_author', 'person_id', 'authors'],
  ]) {
    await insert(
      table,
      { revision_id: 'uuid', [name]: 'uuid', position: 'int' },
      batch.flatMap((item) =>
        item[key].map((id, position) => ({ revision_id: item.revisionId, [name]: id, position })),
      ),
    );
  }
  await insert(
    'passage',
    {
      id: 'uuid',
      contribution_id: 'uuid',
      revision_id: 'uuid',
      part: 'text',
      position: 'int',
      heading: 'text',
      text: 'text',
      language: 'text',
      current: 'boolean',
      kept: 'boolean',
    },
    batch.flatMap((item) =>
      item.passages.map((passage) => ({
        ...passage,
        contribution_id: item.id,
        revision_id: item.revisionId,
        language: item.language,
        current: true,
        kept: item.links.some((link) => link.evidence?.passageId === passage.id),
      })),
    ),
  );
  await storeLinks(insert, batch);
  await freeze(client, insert, batch);
  await client.query('commit');
}

async function storeDetails(insert, batch) {
  const of = (kind) => batch.filter((item) => item.kind === kind);
  await insert(
    'position_paper',
    { revision_id: 'uuid', statement: 'text', asks: 'text[]' },
    of('POSITION_PAPER').map(({ revisionId, details }) => ({
      revision_id: revisionId,
      statement: details.statement,
      asks: details.list,
    })),
  );
  await insert(
    'technology_note',
    { revision_id: 'uuid', technology: 'text', maturity: 'int', standards: 'text[]', limits: 'text[]' },
    of('TECHNOLOGY_NOTE').map(({ revisionId, details, index }) => ({
      revision_id: revisionId,
      technology: details.technology,
      maturity: 1 + (index % 9),
      standards: ['ISO/IEC 19794-4'],
      limits: details.list,
    })),
  );
  await insert(
    'implementation_option',
    { revision_id: 'uuid', architecture: 'text', prerequisites: 'text[]', risks: 'text[]' },
    of('IMPLEMENTATION_OPTION').map(({ revisionId, details }) => ({
      revision_id: revisionId,
      architecture: 'FEDERATED',
      prerequisites: details.list,
      risks: details.list,
    })),
  );
}

async function storeLinks(insert, batch) {
  const links = batch.flatMap((item) => item.links.map((link) => ({ ...link, item })));
  await insert(
    'recommendation_link',
    { id: 'uuid', contribution_id: 'uuid', recommendation_id: 'uuid', origin: 'text', created_at: 'timestamptz' },
    links.map(({ id, item, recommendationId }) => ({
      id,
      contribution_id: item.id,
      recommendation_id: recommendationId,
      origin: 'AUTHOR',
      created_at: item.begun,
    })),
  );
  await insert(
    'link_claim',
    {
      id: 'uuid',
      link_id: 'uuid',
      number: 'int',
      revision_number: 'int',
      text_version: 'int',
      recommendation_version: 'int',
      stance: 'text',
      strength: 'text',
      rationale: 'text',
      state: 'text',
      made_by: 'uuid',
      decided_by: 'uuid',
      decided_at: 'timestamptz',
      decision_reason: 'text',
      valid_from: 'timestamptz',
    },
    links.map((link) => ({
      id: link.claimId,
      link_id: link.id,
      number: 1,
      revision_number: 1,
      text_version: 1,
      recommendation_version: 1,
      stance: link.stance,
      strength: link.strength,
      rationale: link.rationale,
      state: link.state,
      made_by: link.item.submitter,
      ...(link.state === 'PROPOSED'
        ? {}
        : { decided_by: idOf('c', 0), decided_at: link.item.begun, decision_reason: 'It says so.' }),
      valid_from: link.item.begun,
    })),
  );
  await insert(
    'evidence',
    { claim_id: 'uuid', position: 'int', passage_id: 'uuid', quote: 'text', start_offset: 'int', end_offset: 'int' },
    links.flatMap(({ claimId, evidence }) =>
      evidence
        ? [
            {
              claim_id: claimId,
              position: 0,
              passage_id: evidence.passageId,
              quote: evidence.quote,
              start_offset: 0,
              end_offset: evidence.end,
            },
          ]
        : [],
    ),
  );
}

/** Last, since nothing of a frozen revision can be written. */
async function freeze(client, insert, batch) {
  const frozen = batch.filter((item) => item.submitted);
  const sha = (item) => createHash('sha256').update(item.body).digest('hex');
  await client.query(
    `update revision set frozen_at = now(), sha256 = f.sha256
     from unnest($1::uuid[], $2::text[]) as f (id, sha256) where revision.id = f.id`,
    [frozen.map((item) => item.revisionId), frozen.map(sha)],
  );
  await insert(
    'publication',
    { id: 'uuid', contribution_id: 'uuid', revision_id: 'uuid', valid_from: 'timestamptz' },
    batch
      .filter((item) => item.published)
      .map((item) => ({
        id: idOf('6', item.index),
        contribution_id: item.id,
        revision_id: item.revisionId,
        valid_from: item.published,
      })),
  );
}

/** One statement for many rows; columns with their types. */
function inserter(client) {
  return async (table, columns, rows) => {
    const names = Object.keys(columns);
    const shape = names.map((name) => `${name} ${columns[name]}`).join(', ');
    for (let from = 0; from < rows.length; from += 2_000) {
      await client.query(
        `insert into ${table} (${names.join(', ')}) select ${names.join(', ')} from jsonb_to_recordset($1::jsonb) as row (${shape})`,
        [JSON.stringify(rows.slice(from, from + 2_000))],
      );
    }
  };
}

async function column(client, sql) {
  return (await client.query(sql)).rows.map((row) => row.id);
}
