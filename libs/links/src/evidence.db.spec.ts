import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { Passages } from '#libs/documents';
import { SYSTEM } from '#libs/identity';
import { Database } from '#libs/platform';
import { areas } from '../../../apps/tables.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { AnchorEvidence } from './commands/anchor-evidence.js';
import { locateEvidence, openClaim } from './commands/claim-store.js';
import { awaitEvidence } from './commands/settle-awaited.js';
import { LinkState, Stance, Strength } from './policies/link.js';
import { LINK_TABLES, SUSPECT } from './policies/reading-gate.js';

let testDatabase: TestDatabase;
let database: Database;
const QUOTE = 'Templates of one system are never shown to users of another.';

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await new Database(testDatabase.url, areas, 4).connect();
  new AnchorEvidence(database);
});
afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
});

/** A contribution whose file says this, with a link on the quote. */
async function linked(text: string): Promise<{ id: string; revision: string; link: string; passage: string }> {
  const [id, revision, link, passage] = [v7(), v7(), v7(), v7()];
  await database.transaction(async (transaction) => {
    await transaction.query(
      `insert into contribution (id, kind, status, audience, current_revision_id) values ($1, 'POSITION_PAPER', 'DRAFT', 'PUBLIC', $2)`,
      [id, revision],
    );
    await transaction.query(
      `insert into revision (id, contribution_id, number, text_version, title, abstract, language, audience) values ($1, $2, 1, 1, 'T', 'A', 'en', 'PUBLIC')`,
      [revision, id],
    );
  });
  await put(id, revision, [[passage, text]]);
  await database.transaction(async (transaction) => {
    const [recommendation] = await transaction.query<{ id: string; version: number }>(
      'select id, version from recommendation order by code limit 1',
    );
    await transaction.query(
      `insert into recommendation_link (id, contribution_id, recommendation_id, origin) values ($1, $2, $3, 'ANALYST')`,
      [link, id, recommendation?.id],
    );
    const start = text.indexOf(QUOTE);
    await openClaim(
      transaction,
      {
        linkId: link,
        number: 1,
        revisionNumber: 1,
        textVersion: 1,
        recommendationVersion: recommendation?.version ?? 1,
        stance: Stance.SUPPORTS,
        strength: Strength.CENTRAL,
        rationale: 'It says so.',
        state: LinkState.PROPOSED,
        madeBy: null,
        decidedBy: null,
        decidedAt: null,
        decisionReason: null,
      },
      [{ passageId: passage, start, end: start + QUOTE.length, quote: QUOTE }],
    );
  });
  return { id, revision, link, passage };
}

async function put(id: string, revision: string, texts: [string, string][]): Promise<void> {
  for (const [position, [passage, text]] of texts.entries())
    await database.query(
      `insert into passage (id, contribution_id, revision_id, part, position, page, text, language, current)
       values ($1, $2, $3, 'FILE', $4, 1, $5, 'en', true)`,
      [passage, id, revision, position, text],
    );
}

/** The file is read again, and says this now. */
async function readAgain(paper: { id: string; revision: string }, texts: string[]): Promise<void> {
  await database.query(`update passage set position = -1, current = false where contribution_id = $1`, [paper.id]);
  await put(
    paper.id,
    paper.revision,
    texts.map((text) => [v7(), text]),
  );
  await database.transaction((transaction) =>
    transaction.record(SYSTEM, { kind: 'FileRead', subjectType: 'Contribution', subjectId: paper.id }),
  );
}

async function evidenceOf(link: string) {
  const [row] = await database.query<{
    quote: string;
    prefix: string;
    text: string;
    start: number;
    end: number;
    suspect: boolean;
    said: boolean;
  }>(
    `select e.quote, e.prefix, p.text, e.start_offset as start, e.end_offset as "end", p.position >= 0 as said,
       (select ${SUSPECT} from ${LINK_TABLES} where l.id = $1) as suspect
     from evidence e join link_claim o on o.id = e.claim_id and o.valid_to is null join passage p on p.id = e.passage_id where o.link_id = $1`,
    [link],
  );
  if (!row) throw new Error('no evidence');
  return { words: row.text.slice(row.start, row.end), said: row.said, suspect: row.suspect, prefix: row.prefix };
}

describe('evidence in a file that is read again', () => {
  it('stays true where passages are cut otherwise', async () => {
    const paper = await linked(`First things first. ${QUOTE} And so on.`);
    expect(await evidenceOf(paper.link)).toEqual({
      words: QUOTE,
      said: true,
      suspect: false,
      prefix: 'First things first. ',
    });
    await readAgain(paper, ['First things first.', `\u{1f600} ${QUOTE}`, 'And so on.']);
    expect(await evidenceOf(paper.link)).toMatchObject({ words: QUOTE, said: true, suspect: false });
  });

  it('follows words that are written otherwise', async () => {
    const paper = await linked(`Before. ${QUOTE} After.`);
    const text = QUOTE.replace('system', 'sys-tem').replace('never', 'NEVER');
    await readAgain(paper, [`Something before. ${text}`]);
    expect(await evidenceOf(paper.link)).toMatchObject({ words: text, said: true, suspect: false });
  });

  it('makes the link suspect where it is gone, and is found when it comes back', async () => {
    const paper = await linked(`Before. ${QUOTE} After.`);
    await readAgain(paper, ['Before.', QUOTE.replace('never ', ''), 'After.']);
    expect(await evidenceOf(paper.link)).toMatchObject({ words: QUOTE, said: false, suspect: true });
    await readAgain(paper, [`Back again. ${QUOTE}`]);
    expect(await evidenceOf(paper.link)).toMatchObject({ words: QUOTE, said: true, suspect: false });
  });

  it('is never rewritten, only moved', async () => {
    const paper = await linked(`Before. ${QUOTE} After.`);
    await expect(
      database.query(`update evidence e set quote = 'x' from link_claim k where k.id = e.claim_id and k.link_id = $1`, [
        paper.link,
      ]),
    ).rejects.toThrow('kept as it was given');
    await expect(
      database.query(`update link_claim set stance = 'OPPOSES' where link_id = $1`, [paper.link]),
    ).rejects.toThrow('only ever closed');
  });
});

describe('a quote that waits for its file', () => {
  it('goes along with a decision, and not into a link that is made anew after a rejection', async () => {
    const { link } = await linked(`Before. ${QUOTE} After.`);
    const [before] = await database.query<{ id: string }>('select id from link_claim where link_id = $1', [link]);
    const next = (number: number, state: LinkState) =>
      database.transaction((transaction) =>
        openClaim(
          transaction,
          {
            linkId: link,
            number,
            revisionNumber: 1,
            textVersion: 1,
            recommendationVersion: 1,
            stance: Stance.SUPPORTS,
            strength: Strength.CENTRAL,
            rationale: 'It says so.',
            state,
            madeBy: null,
            decidedBy: null,
            decidedAt: state === LinkState.REJECTED ? new Date() : null,
            decisionReason: state === LinkState.REJECTED ? 'It does not.' : null,
          },
          [],
        ),
      );
    const waiting = async (claimId: string) =>
      (await database.query('select 1 from awaited_evidence where claim_id = $1', [claimId])).length;
    await database.transaction((transaction) =>
      awaitEvidence(transaction, before?.id ?? '', [{ quote: 'Not read yet.', fileId: null, page: null }]),
    );
    expect(await waiting(await next(2, LinkState.REJECTED))).toBe(1);
    expect(await waiting(await next(3, LinkState.PROPOSED))).toBe(0);
  });
});

describe('a new quote that goes over ends of passages', () => {
  it('has its place in each, and is told to stand more than once where it does', async () => {
    const passages = new Passages(database);
    const quote = 'Templates stay apart by source.';
    const paper = await linked(QUOTE);
    const locate = () =>
      database.transaction((transaction) => locateEvidence(transaction, passages, paper.id, [{ quote }]));
    await readAgain(paper, ['We ask for this. Templates stay', 'apart by source. So we said.']);
    expect((await locate()).map((place) => place.quote)).toEqual(['Templates stay', 'apart by source.']);
    await readAgain(paper, ['Templates stay', 'apart by source.', 'Templates stay', 'apart by source.']);
    await expect(locate()).rejects.toMatchObject({
      faults: [{ message: expect.stringContaining('more than once'), path: ['evidence', '0', 'quote'] }],
    });
  });
});
