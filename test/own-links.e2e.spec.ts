import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readGlobalId } from '#libs/platform';
import { type Client, startTestApi, type TestApi } from './support/api.js';
import { decide, draft, LINK, link, published, revise, step } from './support/contributions.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.close());

const ANEW = {
  stance: 'QUESTIONS',
  strength: 'MENTIONS',
  rationale: 'On second thought, it asks for reasons.',
  evidence: [{ quote: 'Templates stay apart by source' }],
};

async function reviseLink(as: Client, id: string, fields: Record<string, unknown> = {}) {
  const answer = await as(
    `mutation R($input: ReviseLinkInput!) { reviseLink(input: $input) { link { ${LINK} rationale } errors { code path } } }`,
    { input: { id, ...ANEW, ...fields } },
  );
  return answer.data.reviseLink;
}
async function withdrawLink(as: Client, id: string) {
  const answer = await as(
    'mutation W($input: WithdrawLinkInput!) { withdrawLink(input: $input) { link { id } errors { code path } } }',
    { input: { id } },
  );
  return answer.data.withdrawLink;
}
const linksOf = async (as: Client, id: string) =>
  (await as(`query L($id: ID!) { node(id: $id) { ... on Contribution { links { nodes { ${LINK} } } } } }`, { id })).data
    .node.links.nodes;

describe('A link that its author proposed', () => {
  it('is said anew on the text as it is now, and is no longer suspect', async () => {
    const paper = await draft(api.as.expert);
    const made = (await link(api.as.expert, paper.id, 'HLEG-BMS-01')).link;
    await revise(api.as.expert, paper, { title: 'Another title' });
    expect((await linksOf(api.as.expert, paper.id))[0].suspect).toBe(true);
    const payload = await reviseLink(api.as.expert, made.id);
    expect(payload.errors).toEqual([]);
    expect(payload.link).toMatchObject({
      id: made.id,
      state: 'PROPOSED',
      stance: 'QUESTIONS',
      rationale: ANEW.rationale,
      suspect: false,
      evidence: [{ quote: ANEW.evidence[0]!.quote }],
    });
  });

  it('tells which quote is wrong, and stays as it was', async () => {
    const paper = await draft(api.as.expert);
    const made = (await link(api.as.expert, paper.id, 'HLEG-BMS-01')).link;
    const payload = await reviseLink(api.as.expert, made.id, { evidence: [{ quote: 'Nobody wrote this' }] });
    expect(payload).toMatchObject({ link: null, errors: [{ code: 'INVALID', path: ['evidence', '0', 'quote'] }] });
    expect((await linksOf(api.as.expert, paper.id))[0].stance).toBe('SUPPORTS');
  });

  it('is taken back, and can be made again', async () => {
    const paper = await draft(api.as.expert);
    const made = (await link(api.as.expert, paper.id, 'HLEG-BMS-01')).link;
    expect(await withdrawLink(api.as.expert, made.id)).toEqual({ link: null, errors: [] });
    expect(await linksOf(api.as.expert, paper.id)).toEqual([]);
    expect((await withdrawLink(api.as.expert, made.id)).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const again = await link(api.as.expert, paper.id, 'HLEG-BMS-01', { stance: 'OPPOSES' });
    expect(again).toMatchObject({ errors: [], link: { id: made.id, stance: 'OPPOSES', state: 'PROPOSED' } });
  });

  it('is not for others to change, and not there for who may not read it', async () => {
    const paper = await published(api);
    const made = (await link(api.as.expert, paper.id, 'HLEG-BMS-01')).link;
    for (const as of [api.as.rival, api.as.analyst]) {
      expect((await reviseLink(as, made.id)).errors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
      expect((await withdrawLink(as, made.id)).errors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    }
    const hidden = await draft(api.as.expert);
    const theirs = (await link(api.as.expert, hidden.id, 'HLEG-BMS-01')).link;
    for (const as of [api.as.rival, api.as.analyst]) {
      expect((await reviseLink(as, theirs.id)).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
      expect((await withdrawLink(as, theirs.id)).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    }
    const anonymous = await api.as.anonymous(
      'mutation W($input: WithdrawLinkInput!) { withdrawLink(input: $input) { errors { code } } }',
      { input: { id: made.id } },
    );
    expect(anonymous.data?.withdrawLink.errors ?? anonymous.errors).not.toEqual([]);
    expect(await linksOf(api.as.expert, paper.id)).toHaveLength(1);
  });

  it('stays as it is once an analyst has decided, and a rejected one is not there for a rival', async () => {
    const paper = await published(api);
    const made = (await link(api.as.expert, paper.id, 'HLEG-BMS-01')).link;
    await decide(api.as.analyst, made.id, 'REJECT', 'It speaks of something else.');
    expect((await withdrawLink(api.as.expert, made.id)).errors).toMatchObject([{ code: 'WRONG_STATE' }]);
    expect((await reviseLink(api.as.expert, made.id)).errors).toMatchObject([{ code: 'WRONG_STATE' }]);
    expect((await withdrawLink(api.as.rival, made.id)).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });
});

describe('The next revision of a published contribution', () => {
  const PENDING = `query P($reference: String!) { contribution(reference: $reference) { title body pending { title content {
    title body audience ... on PositionPaper { statement } themes { code } } } } }`;

  it('is read in full by its submitter, and by analysts once it was handed in', async () => {
    const paper = await published(api);
    const revised = await revise(api.as.expert, paper, {
      title: 'The next title',
      body: 'The next body.',
      statement: 'The next statement.',
      themes: ['DATA-ID'],
      audience: 'AGENCY',
    });
    const read = async (as: Client) => (await as(PENDING, { reference: paper.reference })).data.contribution;
    expect(await read(api.as.expert)).toMatchObject({
      title: paper.title,
      pending: {
        content: {
          title: 'The next title',
          body: 'The next body.',
          statement: 'The next statement.',
          audience: 'AGENCY',
          themes: [{ code: 'DATA-ID' }],
        },
      },
    });
    expect((await read(api.as.analyst)).pending).toBeNull();
    await step(api.as.expert, 'submitContribution', revised.contribution);
    expect((await read(api.as.analyst)).pending.content.body).toBe('The next body.');
    for (const as of [api.as.rival, api.as.anonymous]) expect((await read(as)).pending).toBeNull();
  });
});

describe('Quotes that wait for their file', () => {
  it('are told to those who judge and to the submitter: the file may be one that was never published', async () => {
    const paper = await published(api);
    const made = (await link(api.as.analyst, paper.id, 'HLEG-BMS-01')).link;
    await api.database.query(
      `insert into awaited_evidence (claim_id, position, quote, prefix, suffix, failure)
       select id, 0, 'Words of a file that was taken out.', '', '', 'No text could be read from the file.' from link_claim where link_id = $1`,
      [readGlobalId(made.id)?.uuid],
    );
    const told = async (as: Client) =>
      (
        await as('query W($id: ID!) { node(id: $id) { ... on RecommendationLink { awaitedEvidence { quote } } } }', {
          id: made.id,
        })
      ).data.node.awaitedEvidence;
    for (const as of [api.as.expert, api.as.analyst, api.as.administrator])
      expect(await told(as)).toEqual([{ quote: 'Words of a file that was taken out.' }]);
    for (const as of [api.as.anonymous, api.as.rival]) expect(await told(as)).toEqual([]);
  });
});
