import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi, type TestApi } from './support/api.js';
import { BODY, decide, draft, link, published, revise, step, submitted } from './support/contributions.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.close());

const codes = (payload: { errors: { code: string }[] }) => payload.errors.map((error) => error.code);

describe('the main job', () => {
  it('goes from a draft to what is said on a recommendation', async () => {
    const paper = await draft(api.as.expert);
    expect(paper).toMatchObject({
      reference: null,
      status: 'DRAFT',
      version: 1,
      viewerCan: ['REVISE', 'SUBMIT', 'WITHDRAW', 'LINK', 'RELATE'],
    });
    const claim = await link(api.as.expert, paper.id, 'hleg-bms-01');
    expect(claim.link).toMatchObject({ state: 'PROPOSED', origin: 'AUTHOR', suspect: false });

    const sent = await step(api.as.expert, 'submitContribution', paper);
    expect(sent.contribution).toMatchObject({
      status: 'SUBMITTED',
      version: 2,
      reference: expect.stringMatching(/^RT-\d{4}-\d{4}$/),
    });
    const reviewed = await step(api.as.analyst, 'startReview', sent.contribution);
    const out = await step(api.as.analyst, 'publishContribution', reviewed.contribution);
    expect(out.contribution).toMatchObject({ status: 'PUBLISHED', version: 4 });
    const confirmed = await decide(api.as.analyst, claim.link.id, 'CONFIRM');
    expect(confirmed.link).toMatchObject({ state: 'CONFIRMED', decidedBy: { name: 'analyst' } });

    const answer = await api.as.anonymous(`{
      recommendation(code: "HLEG-BMS-01") {
        coverage { level contributions organisations proposed byKind { kind count } byStance { stance count } byOrganisationKind { kind count } }
        links { totalCount nodes { stance contribution { reference } decidedBy { name } evidence { quote start end passage { text heading } } } }
      }
      search(query: "fingerprints gallery") { totalCount edges { node { reference } passages { html passage { heading } } } }
    }`);
    expect(answer.errors).toBeUndefined();
    const { recommendation } = answer.data;
    expect(recommendation.coverage).toEqual({
      level: 'ONE_VOICE',
      contributions: 1,
      organisations: 1,
      proposed: 0,
      byKind: [{ kind: 'POSITION_PAPER', count: 1 }],
      byStance: [{ stance: 'SUPPORTS', count: 1 }],
      byOrganisationKind: [{ kind: 'INDUSTRY', count: 1 }],
    });
    const [found] = recommendation.links.nodes;
    expect(found.decidedBy).toBeNull();
    const [evidence] = found.evidence;
    expect(evidence.passage.text.slice(evidence.start, evidence.end)).toBe(
      'One engine compares fingerprints for all systems.',
    );
    expect(evidence.passage.heading).toBe('Matching');
  });

  it('finds title and abstract in the first search after the commit, and the body after the worker', async () => {
    await published(api, { title: 'Zebrafinch protocol', body: '## Annex\nThe quokka handshake closes the session.' });
    const ask = (query: string) =>
      api.as.anonymous('query Q($query: String!) { search(query: $query) { totalCount edges { node { title } } } }', {
        query,
      });
    expect((await ask('zebrafinch')).data.search.edges).toEqual([{ node: { title: 'Zebrafinch protocol' } }]);
    await api.projectAll();
    expect((await ask('quokka')).data.search.edges).toEqual([{ node: { title: 'Zebrafinch protocol' } }]);
  });
});

describe('revisions', () => {
  it('keeps the published text while the next one is written and reviewed, then replaces it and makes links suspect', async () => {
    const paper = await published(api, { title: 'First words' });
    const linked = await link(api.as.analyst, paper.id, 'HLEG-BMS-02');
    expect(linked.link).toMatchObject({ state: 'CONFIRMED', suspect: false });

    const pending = (await revise(api.as.expert, paper, { title: 'Second words' })).contribution;
    expect(pending).toMatchObject({
      title: 'First words',
      status: 'PUBLISHED',
      pending: { number: 2, status: 'DRAFT', title: 'Second words' },
    });
    const read = async () =>
      (
        await api.as.anonymous(
          'query R($r: String!) { contribution(reference: $r) { title pending { number } links { nodes { suspect } } revisions { nodes { number title } } } }',
          { r: paper.reference },
        )
      ).data.contribution;
    expect(await read()).toMatchObject({ title: 'First words', pending: null, links: { nodes: [{ suspect: false }] } });
    expect((await read()).revisions.nodes).toEqual([{ number: 1, title: 'First words' }]);

    const sent = (await step(api.as.expert, 'submitContribution', pending)).contribution;
    expect(sent).toMatchObject({ status: 'PUBLISHED', reference: paper.reference, pending: { status: 'SUBMITTED' } });
    expect(codes(await revise(api.as.expert, sent, { title: 'Third words' }))).toEqual(['WRONG_STATE']);
    const reviewed = (await step(api.as.analyst, 'startReview', sent)).contribution;
    const out = (await step(api.as.analyst, 'publishContribution', reviewed)).contribution;
    expect(out).toMatchObject({ title: 'Second words', pending: null });
    expect(await read()).toMatchObject({ title: 'Second words', links: { nodes: [{ suspect: true }] } });

    const again = await decide(api.as.analyst, linked.link.id, 'CONFIRM');
    expect(again.link).toMatchObject({ suspect: false, revision: 2 });
  });

  it('refuses to confirm a suspect link whose words are gone', async () => {
    const paper = await published(api);
    const linked = await link(api.as.analyst, paper.id, 'HLEG-CIR-01');
    const pending = (await revise(api.as.expert, paper, { body: 'Nothing of what was said before.' })).contribution;
    const sent = (await step(api.as.expert, 'submitContribution', pending)).contribution;
    await step(api.as.analyst, 'publishContribution', (await step(api.as.analyst, 'startReview', sent)).contribution);
    expect(await decide(api.as.analyst, linked.link.id, 'CONFIRM')).toMatchObject({
      link: null,
      errors: [{ code: 'INVALID', path: ['evidence', '0', 'quote'] }],
    });
    const read = await api.as.anonymous(
      'query R($r: String!) { contribution(reference: $r) { links { nodes { suspect evidence { quote } } } } }',
      { r: paper.reference },
    );
    expect(read.data.contribution.links.nodes).toEqual([
      { suspect: true, evidence: [{ quote: 'One engine compares fingerprints for all systems.' }] },
    ]);
  });

  it('lets an analyst change tags without making links suspect or touching the text', async () => {
    const paper = await published(api);
    await link(api.as.analyst, paper.id, 'HLEG-QUA-01');
    const tagged = await revise(api.as.analyst, paper, { themes: ['BIO-FP'] });
    expect(tagged.errors).toEqual([]);
    const read = await api.as.anonymous(
      'query R($r: String!) { contribution(reference: $r) { themes { code } passages { totalCount } links { nodes { suspect evidence { quote } } } } }',
      { r: paper.reference },
    );
    expect(read.data.contribution).toMatchObject({
      themes: [{ code: 'BIO-FP' }],
      links: { nodes: [{ suspect: false, evidence: [{}] }] },
    });
    expect(read.data.contribution.passages.totalCount).toBeGreaterThan(1);
    expect(codes(await revise(api.as.analyst, tagged.contribution, { title: 'Mine now' }))).toEqual(['NOT_ALLOWED']);
  });

  it('keeps evidence in a draft while other paragraphs are edited, and turns the link suspect', async () => {
    const paper = await draft(api.as.expert);
    await link(api.as.expert, paper.id, 'HLEG-BMS-01');
    const edited = await revise(api.as.expert, paper, { body: BODY.replace('moved.', 'moved and checked.') });
    const read = await api.as.expert(
      'query N($id: ID!) { node(id: $id) { ... on Contribution { links { nodes { suspect evidence { passage { text } } } } } } }',
      { id: edited.contribution.id },
    );
    expect(read.data.node.links.nodes).toEqual([
      { suspect: true, evidence: [{ passage: { text: expect.stringContaining('One engine') } }] },
    ]);
  });
});

describe('links', () => {
  it('looks quotes up and says which one is not there, which is ambiguous, and whose passage is foreign', async () => {
    const paper = await published(api, { body: 'A word. A word.' });
    const failed = await link(api.as.analyst, paper.id, 'HLEG-ESP-01', {
      evidence: [
        { quote: 'never said' },
        { quote: 'A word.' },
        { quote: 'A word.', passage: 'psg_00000000000000000000000000000000' },
      ],
    });
    expect(failed.link).toBeNull();
    expect(failed.errors.map((error: { path: string[] }) => error.path)).toEqual([
      ['evidence', '0', 'quote'],
      ['evidence', '1', 'quote'],
      ['evidence', '2', 'passage'],
    ]);
    const told = await link(api.as.analyst, paper.id, 'HLEG-ESP-01', {
      evidence: [{ quote: 'A word.', prefix: 'word.' }],
    });
    expect(told.link.evidence).toMatchObject([{ start: 8, end: 15 }]);
    expect(codes(await link(api.as.analyst, paper.id, 'HLEG-ESP-01'))).toEqual(['INVALID']);
    expect(codes(await link(api.as.analyst, paper.id, 'HLEG-ESP-01', { evidence: [] }))).toEqual(['DUPLICATE']);
  });

  it('asks for a reason to reject, and to confirm without evidence', async () => {
    const paper = await published(api);
    const bare = await link(api.as.expert, paper.id, 'HLEG-UMF-01', { evidence: [] });
    expect(await decide(api.as.analyst, bare.link.id, 'CONFIRM')).toMatchObject({
      errors: [{ code: 'INVALID', path: ['reason'] }],
    });
    expect(await decide(api.as.analyst, bare.link.id, 'REJECT')).toMatchObject({
      errors: [{ code: 'INVALID', path: ['reason'] }],
    });
    expect(codes(await decide(api.as.expert, bare.link.id, 'CONFIRM', 'because'))).toEqual(['NOT_ALLOWED']);
    expect((await decide(api.as.analyst, bare.link.id, 'REJECT', 'It is about something else.')).link).toMatchObject({
      state: 'REJECTED',
    });
    expect(
      (await api.as.anonymous('query N($id: ID!) { node(id: $id) { id } }', { id: bare.link.id })).data.node,
    ).toBeNull();
    expect(codes(await link(api.as.expert, paper.id, 'HLEG-UMF-01'))).toEqual(['DUPLICATE']);
    expect((await link(api.as.analyst, paper.id, 'HLEG-UMF-01')).link).toMatchObject({ state: 'CONFIRMED' });
  });

  it('turns suspect when the recommendation gets a new version, and says which version was meant', async () => {
    const paper = await published(api);
    await link(api.as.analyst, paper.id, 'HLEG-GOV-03');
    await api.database.query(`with old as (update recommendation_version v set valid_to = now() from recommendation n where n.id = v.recommendation_id and n.code = 'HLEG-GOV-03' and v.valid_to is null returning v.recommendation_id)
      update recommendation n set version = version + 1 from old where n.id = old.recommendation_id`);
    const [row] = await api.database.query<{ suspect: boolean }>(
      `select k.recommendation_version <> n.version as suspect from recommendation n join recommendation_link l on l.recommendation_id = n.id join link_claim k on k.link_id = l.id and k.valid_to is null where n.code = 'HLEG-GOV-03'`,
    );
    expect(row?.suspect).toBe(true);
  });
});

describe('withdrawal', () => {
  it('leaves a tombstone with the reason, and no text by any way', async () => {
    const paper = await published(api, { title: 'Gone tomorrow', abstract: 'The axolotl clause must fall.' });
    const claim = await link(api.as.analyst, paper.id, 'HLEG-DEC-01');
    expect(codes(await step(api.as.expert, 'withdrawContribution', paper, 'mine'))).toEqual(['WRONG_STATE']);
    const gone = await step(api.as.analyst, 'withdrawContribution', paper, 'Sent in by mistake.');
    expect(gone.contribution).toMatchObject({
      status: 'WITHDRAWN',
      title: 'Gone tomorrow',
      abstract: '',
      tombstone: { reason: 'Sent in by mistake.' },
    });
    await api.projectAll();
    for (const as of [api.as.anonymous, api.as.expert, api.as.administrator]) {
      const answer = await as(
        `query W($r: String!, $id: ID!, $psg: ID!) {
        contribution(reference: $r) { abstract body ... on PositionPaper { statement asks } passages { totalCount } revisions { nodes { abstract body } } links { nodes { rationale evidence { quote } } } }
        node(id: $id) { ... on RecommendationLink { evidence { quote } } }
        passage: node(id: $psg) { id }
        search(query: "axolotl clause") { totalCount }
        recommendation(code: "HLEG-DEC-01") { coverage { contributions } }
      }`,
        { r: paper.reference, id: claim.link.id, psg: claim.link.evidence[0].passage.id },
      );
      expect(answer.errors).toBeUndefined();
      expect(JSON.stringify(answer.data)).not.toMatch(/axolotl|engine compares|logical separation/);
      expect(answer.data.contribution.links.nodes).toHaveLength(1);
      expect(answer.data.passage).toBeNull();
      expect(answer.data.search.totalCount).toBe(0);
      expect(answer.data.recommendation.coverage.contributions).toBe(0);
    }
  });
});

describe('what a stale or foreign caller gets', () => {
  it('refuses a stale version and changes nothing', async () => {
    const paper = await draft(api.as.expert);
    const first = await revise(api.as.expert, paper, { title: 'Mine' });
    expect(first.errors).toEqual([]);
    expect(await revise(api.as.expert, paper, { title: 'Theirs' })).toMatchObject({
      contribution: null,
      errors: [{ code: 'VERSION_CONFLICT', path: ['version'] }],
    });
  });

  it('answers not found for what one may not read, and not allowed for what one may never do', async () => {
    const own = await draft(api.as.expert);
    for (const as of [api.as.rival, api.as.analyst, api.as.administrator]) {
      expect(codes(await step(as, 'submitContribution', own))).toEqual(['NOT_FOUND']);
    }
    expect(codes(await step(api.as.anonymous, 'submitContribution', own))).toEqual(['NOT_SIGNED_IN']);
    const sent = await submitted(api);
    expect(codes(await step(api.as.expert, 'publishContribution', sent))).toEqual(['NOT_ALLOWED']);
    expect(codes(await step(api.as.analyst, 'publishContribution', sent))).toEqual(['WRONG_STATE']);
    const inReview = (await step(api.as.analyst, 'startReview', sent)).contribution;
    expect(await step(api.as.analyst, 'requestChanges', inReview)).toMatchObject({
      errors: [{ code: 'INVALID', path: ['note'] }],
    });
  });
});

describe('authors', () => {
  it('are named once, and stand on the contribution in the order given', async () => {
    const name = async (input: Record<string, unknown>) =>
      (
        await api.as.expert(
          'mutation N($input: NamePersonInput!) { namePerson(input: $input) { person { id name orcid } errors { code path } } }',
          { input },
        )
      ).data.namePerson;
    const first = await name({ name: 'Ines  Invented' });
    expect((await name({ name: 'ines invented' })).person.id).toBe(first.person.id);
    expect(await name({ name: 'X', orcid: '0000-0002-1825-0098' })).toMatchObject({
      errors: [{ code: 'INVALID', path: ['orcid'] }],
    });
    const second = await name({ name: 'Ole Invented', orcid: 'https://orcid.org/0000-0002-1825-0097' });
    const paper = await published(api, { authors: [second.person.id, first.person.id] });
    const read = await api.as.anonymous('query R($r: String!) { contribution(reference: $r) { authors { name } } }', {
      r: paper.reference,
    });
    expect(read.data.contribution.authors).toEqual([{ name: 'Ole Invented' }, { name: 'Ines Invented' }]);
  });
});
