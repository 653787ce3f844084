import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LoadCatalogue, readCatalogueFiles } from '#libs/catalogue';
import { SYSTEM } from '#libs/identity';
import { readGlobalId } from '#libs/platform';
import { MakeSuggestions, Suggester } from '#libs/suggestions';
import { type Client, startTestApi, type TestApi } from './support/api.js';
import { draft, published, revise, step, submitted } from './support/contributions.js';

// biome-ignore lint/suspicious/noExplicitAny: the shape is the query's.
type Any = any;

let api: TestApi;
let worker: MakeSuggestions;

beforeAll(async () => {
  api = await startTestApi();
  worker = new MakeSuggestions(api.database);
}, 120_000);
afterAll(() => api?.close());

const OFF_SUBJECT = {
  title: 'Bread in a wood-fired oven',
  abstract: 'Sourdough rises slowly in a cool cellar, and the crust turns dark when the oven is hot enough.',
  body: '## Flour\nRye keeps longer than wheat. The miller grinds it the evening before, and nobody hurries the dough.',
  statement: 'We like rye.',
  asks: ['Bake more.'],
};

async function suggestionsOf(as: Client, id: string, states?: string[]): Promise<Any[]> {
  const answer = await as(
    `query S($id: ID!, $states: [SuggestionState!]) { node(id: $id) { ... on Contribution { suggestions(states: $states) {
       id kind confidence method state reason recommendation { code } theme { code } system { code } evidence { quote start end passage { text } } } } } }`,
    { id, states },
  );
  expect(answer.errors).toBeUndefined();
  return answer.data.node?.suggestions;
}

const find = (suggestions: Any[], code: string) =>
  suggestions.find((item) => [item.recommendation, item.theme, item.system].some((target) => target?.code === code));

async function decide(as: Client, name: string, input: Record<string, unknown>): Promise<Any> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const answer = await as(
    `mutation D($input: ${type}!) { ${name}(input: $input) { suggestion { state reason } errors { code path } } }`,
    { input },
  );
  return answer.data?.[name] ?? answer;
}

async function coverage(code: string): Promise<Any> {
  const answer = await api.as.anonymous(
    `{ recommendation(code: "${code}") { coverage { level contributions proposed suggested } } }`,
  );
  return answer.data.recommendation.coverage;
}

async function linksOf(id: string): Promise<Any> {
  const answer = await api.as.analyst(
    `query L($id: ID!) { node(id: $id) { ... on Contribution { themes { code } links(first: 10) { nodes { state recommendation { code } evidence { quote } } } } } }`,
    { id },
  );
  return answer.data.node;
}

const work = async () => {
  while ((await worker.runOnce()) > 0);
};

describe('suggestions', () => {
  it('names what a paper is about, with a sentence of it, and changes no figure', async () => {
    const before = await coverage('HLEG-BMS-01');
    const paper = await published(api);
    await work();
    const suggestion = find(await suggestionsOf(api.as.analyst, paper.id), 'HLEG-BMS-01');
    expect(suggestion).toMatchObject({ kind: 'RECOMMENDATION', state: 'OPEN' });
    expect(suggestion.confidence).toBeGreaterThan(0.5);
    expect(suggestion.confidence).toBeLessThanOrEqual(1);
    const { quote, start, end, passage } = suggestion.evidence;
    expect(passage.text.slice(start, end)).toBe(quote);
    expect(quote).toContain('biometric matching');
    expect(await coverage('HLEG-BMS-01')).toEqual(before);
    expect((await linksOf(paper.id)).links.nodes).toEqual([]);
  });

  it('knows a system by a name that a theme bears too', async () => {
    const paper = await submitted(api, {
      title: 'What the CIR needs of the EES',
      abstract: 'Records of the EES are copied to the CIR each night.',
    });
    await work();
    const suggestions = await suggestionsOf(api.as.analyst, paper.id);
    const systems = suggestions.filter(({ kind }) => kind === 'SYSTEM').map(({ system }) => system.code);
    expect(systems).toEqual(expect.arrayContaining(['CIR', 'EES']));
    expect(suggestions.find(({ system }) => system?.code === 'CIR').method).toContain('“CIR”');
  });

  it('meets other languages by what they have in common', async () => {
    const paper = await submitted(api, {
      language: 'de',
      title: 'Ein gemeinsamer Speicher für Identitätsdaten',
      abstract: 'Der gemeinsame Identitätsspeicher legt Daten aus EES und VIS zusammen.',
      body: 'Über die Zweckbindung wird noch verhandelt.',
      themes: ['DATA-QUAL'],
      statement: 'Wir haben Bedenken.',
      asks: ['Bitte prüfen.'],
    });
    await work();
    expect(find(await suggestionsOf(api.as.analyst, paper.id), 'HLEG-CIR-01')).toBeDefined();
  });

  it('takes English as written anywhere for the same language', async () => {
    const rank = async (language: string) => {
      const passages = [{ id: '1', heading: null, text: 'A shared biometric matching service for several systems.' }];
      return (await new Suggester(api.database).rank({ language, title: 'One service', passages })).ranked;
    };
    const [first] = await rank('en');
    expect((await rank('en-GB'))[0]).toMatchObject({ target: { code: first?.target.code }, score: first?.score });
  });

  it('takes a code for what it is, however long the paper and whatever else it says, and quotes where it stands', async () => {
    const paper = await submitted(api, {
      ...OFF_SUBJECT,
      title: 'Bread and a code',
      body: `${Array.from({ length: 120 }, (_, no) => `## Loaf ${no}\n${OFF_SUBJECT.body.slice(9)} It weighs ${no} ounces.`).join('\n\n')}
        \n\n## Beside it\nThis answers HLEG-GOV-02 as asked, and not HLEG-GOV-021.`,
    });
    await work();
    const found = (await suggestionsOf(api.as.analyst, paper.id)).filter((item) => item.kind === 'RECOMMENDATION');
    expect(found.map((item) => item.recommendation.code)).toEqual(['HLEG-GOV-02']);
    expect(found[0].confidence).toBeGreaterThan(0.9);
    expect(found[0].evidence.quote).toContain('HLEG-GOV-02');
  });

  it('is silent on what is off the subject, and on drafts', async () => {
    const bread = await submitted(api, OFF_SUBJECT);
    const own = await draft(api.as.expert);
    await work();
    expect(await suggestionsOf(api.as.analyst, bread.id)).toEqual([]);
    expect(await suggestionsOf(api.as.expert, own.id)).toEqual([]);
  });

  it('shows them to analysts and the submitter only', async () => {
    const paper = await published(api);
    await work();
    expect((await suggestionsOf(api.as.analyst, paper.id)).length).toBeGreaterThan(0);
    expect((await suggestionsOf(api.as.expert, paper.id)).length).toBeGreaterThan(0);
    expect(await suggestionsOf(api.as.anonymous, paper.id)).toEqual([]);
    const [first] = await suggestionsOf(api.as.expert, paper.id);
    const refused = await decide(api.as.expert, 'rejectSuggestion', { id: first.id, reason: 'No.' });
    expect(refused.errors[0].code).toBe('NOT_ALLOWED');
  });

  it('becomes a link with evidence when accepted, once', async () => {
    const paper = await published(api);
    await work();
    const { contributions } = await coverage('HLEG-BMS-01');
    const { id, evidence } = find(await suggestionsOf(api.as.analyst, paper.id), 'HLEG-BMS-01');
    expect(await decide(api.as.analyst, 'acceptSuggestion', { id, stance: 'SUPPORTS' })).toEqual({
      suggestion: { state: 'ACCEPTED', reason: null },
      errors: [],
    });
    expect((await linksOf(paper.id)).links.nodes).toEqual([
      { state: 'CONFIRMED', recommendation: { code: 'HLEG-BMS-01' }, evidence: [{ quote: evidence.quote }] },
    ]);
    expect((await coverage('HLEG-BMS-01')).contributions).toBe(contributions + 1);
    expect((await decide(api.as.analyst, 'acceptSuggestion', { id })).errors[0].code).toBe('WRONG_STATE');
  });

  it('tags when a theme is accepted, and asks no more for what is tagged', async () => {
    const paper = await submitted(api, { themes: ['DATA-QUAL'] });
    await work();
    const theme = find(await suggestionsOf(api.as.analyst, paper.id), 'COMP-SBMS');
    expect((await decide(api.as.analyst, 'acceptSuggestion', { id: theme.id })).errors).toEqual([]);
    expect((await linksOf(paper.id)).themes.map((item: Any) => item.code)).toEqual(['DATA-QUAL', 'COMP-SBMS']);
    const other = await submitted(api);
    await work();
    expect(find(await suggestionsOf(api.as.analyst, other.id), 'COMP-SBMS')).toBeUndefined();
  });

  it('keeps decisions when the text changes and suggestions are made again', async () => {
    const paper = await submitted(api);
    await work();
    const { id } = find(await suggestionsOf(api.as.analyst, paper.id), 'HLEG-BMS-01');
    expect((await decide(api.as.analyst, 'rejectSuggestion', { id, reason: ' ' })).errors[0].path).toEqual(['reason']);
    expect((await decide(api.as.analyst, 'rejectSuggestion', { id, reason: 'In passing.' })).suggestion).toEqual({
      state: 'REJECTED',
      reason: 'In passing.',
    });
    const reviewed = (await step(api.as.analyst, 'startReview', paper)).contribution;
    const back = (await step(api.as.analyst, 'requestChanges', reviewed, 'More, please.')).contribution;
    const revised = (
      await revise(api.as.expert, back, {
        body: '## Europol\nThe portal shall query Europol data and Interpol databases.',
      })
    ).contribution;
    await step(api.as.expert, 'submitContribution', revised);
    await work();
    const open = await suggestionsOf(api.as.analyst, paper.id);
    expect(find(open, 'HLEG-BMS-01')).toBeUndefined();
    expect(find(open, 'HLEG-ESP-05')).toBeDefined();
    expect(find(await suggestionsOf(api.as.analyst, paper.id, ['REJECTED']), 'HLEG-BMS-01')).toMatchObject({ id });
  });

  it('links another when corrected', async () => {
    const paper = await submitted(api);
    await work();
    const { id } = find(await suggestionsOf(api.as.analyst, paper.id), 'HLEG-BMS-01');
    expect((await decide(api.as.analyst, 'correctSuggestion', { id, code: 'NO-SUCH' })).errors).toEqual([
      { code: 'NOT_FOUND', path: ['code'] },
    ]);
    expect((await decide(api.as.analyst, 'correctSuggestion', { id, code: 'HLEG-BMS-02' })).suggestion.state).toBe(
      'CORRECTED',
    );
    expect((await linksOf(paper.id)).links.nodes).toMatchObject([{ recommendation: { code: 'HLEG-BMS-02' } }]);
  });

  it('adds its passage to the link that is there when corrected to what is linked already', async () => {
    const paper = await submitted(api);
    await work();
    const input = {
      recommendation: 'HLEG-BMS-02',
      stance: 'SUPPORTS',
      strength: 'CENTRAL',
      rationale: 'Its own words.',
    };
    const made = await api.as.expert(
      'mutation L($input: LinkRecommendationInput!) { linkRecommendation(input: $input) { link { id } errors { message } } }',
      { input: { contribution: paper.id, ...input } },
    );
    const { id: link } = made.data.linkRecommendation.link;
    const { id, evidence } = find(await suggestionsOf(api.as.analyst, paper.id), 'HLEG-BMS-01');
    const other = { id, code: 'HLEG-BMS-02', stance: 'OPPOSES' };
    const refused = await api.as.analyst(
      'mutation C($input: CorrectSuggestionInput!) { correctSuggestion(input: $input) { suggestion { state } errors { code message path } } }',
      { input: other },
    );
    expect(refused.data.correctSuggestion.errors).toEqual([
      {
        code: 'DUPLICATE',
        path: ['stance'],
        message: `This contribution is linked to HLEG-BMS-02 already (proposed, ${link}), as SUPPORTS. Say SUPPORTS or UNSTATED to add this passage to it; if it should say OPPOSES, reject it and link the two anew.`,
      },
    ]);
    const done = await api.as.analyst(
      'mutation C($input: CorrectSuggestionInput!) { correctSuggestion(input: $input) { addedTo suggestion { state reason } errors { code } } }',
      { input: { id, code: 'hleg-bms-02', strength: 'ADDRESSES', rationale: 'It means the second one.' } },
    );
    expect(done.data.correctSuggestion).toEqual({
      addedTo: link,
      suggestion: { state: 'CORRECTED', reason: 'It means the second one.' },
      errors: [],
    });
    const after = await api.as.analyst(
      `query L($id: ID!) { node(id: $id) { ... on RecommendationLink { state stance strength rationale evidence { quote } }
         ... on Contribution { links(first: 5) { totalCount } } } }`,
      { id: link },
    );
    const { recommendation: _, ...said } = input;
    expect(after.data.node).toEqual({ state: 'PROPOSED', ...said, evidence: [{ quote: evidence.quote }] });
    expect((await linksOf(paper.id)).links.nodes).toHaveLength(1);
  });

  it('follows the cues that analysts write, for good', async () => {
    const paper = await submitted(api, OFF_SUBJECT);
    await work();
    expect(find(await suggestionsOf(api.as.analyst, paper.id), 'HLEG-GOV-03')).toBeUndefined();
    const set = (as: Client) =>
      as(
        `mutation { setRecommendationCues(input: { recommendation: "HLEG-GOV-03", cues: ["rye flour", "sourdough", "the miller", "cool cellar", "hot oven"] }) {
           recommendation { cues } errors { code } } }`,
      );
    expect((await set(api.as.expert)).data.setRecommendationCues.errors[0].code).toBe('NOT_ALLOWED');
    expect((await set(api.as.analyst)).data.setRecommendationCues.recommendation.cues).toHaveLength(5);
    const fresh = new MakeSuggestions(api.database);
    while ((await fresh.runOnce()) > 0);
    const { method, evidence } = find(await suggestionsOf(api.as.analyst, paper.id), 'HLEG-GOV-03');
    expect(method).toContain('“sourdough”');
    expect(evidence.quote).toMatch(/^Sourdough rises/);
    await new LoadCatalogue(api.database).execute(SYSTEM, await readCatalogueFiles());
    const after = await api.as.anonymous('{ recommendation(code: "HLEG-GOV-03") { cues } }');
    expect(after.data.recommendation.cues).toContain('sourdough');
    worker = fresh;
  });

  it('reads again what a contribution says when passages of its files come, and quotes them', async () => {
    const paper = await submitted(api, OFF_SUBJECT);
    await work();
    expect(find(await suggestionsOf(api.as.analyst, paper.id), 'HLEG-EXT-01')).toBeUndefined();
    await api.database.query(
      `insert into passage (id, contribution_id, revision_id, part, position, text, language, current)
       select gen_random_uuid(), contribution_id, id, 'BODY', 900, 'Customs authorities compare advance cargo information with alerts of the Schengen Information System.', 'en', true
       from revision where title = $1 order by created_at desc limit 1`,
      [OFF_SUBJECT.title],
    );
    await work();
    const found = find(await suggestionsOf(api.as.analyst, paper.id), 'HLEG-EXT-01');
    expect(found.evidence.quote).toMatch(/^Customs authorities compare/);
    expect(await worker.runOnce()).toBe(0);
  });

  it('suggests less of a kind when what it suggested was wrong, whether rejected or corrected', async () => {
    const text = {
      title: 'Searches at the border',
      abstract:
        'Officers ask several systems at the same time, and and the answers stand on one screen. Europol data could follow.',
      body: 'Nothing else is asked.',
      themes: ['DATA-QUAL'],
      statement: 'We are for it.',
      asks: ['Go on.'],
    };
    const confidences = (suggestions: Any[]) =>
      suggestions.filter(({ kind }) => kind === 'RECOMMENDATION').map(({ confidence }) => confidence);
    const before = await submitted(api, text);
    await work();
    const first = confidences(await suggestionsOf(api.as.analyst, before.id));
    expect(Math.min(...first)).toBeLessThan(0.9);

    const bread = await submitted(api, OFF_SUBJECT);
    await api.database.query(
      `insert into suggestion (id, contribution_id, revision_id, kind, target_id, confidence, method, state, reason, decided_by, decided_at)
       select gen_random_uuid(), c.id, c.current_revision_id, 'RECOMMENDATION', recommendation.id, 0.6 + 0.25 * (row_number() over (order by code) - 1) / 42, '{}',
         case when row_number() over (order by code) % 2 = 0 then 'REJECTED' else 'CORRECTED' end, 'Not so.', (select id from account limit 1), now()
       from recommendation cross join contribution c where c.id = $1::uuid`,
      [readGlobalId(bread.id)?.uuid],
    );
    const after = await submitted(api, text);
    await work();
    const second = confidences(await suggestionsOf(api.as.analyst, after.id));
    expect(second).toEqual(first.filter((confidence) => confidence >= 0.9));
    await api.database.query(`delete from suggestion where reason = 'Not so.'`);
  });

  it('learns from links that were confirmed in which words people speak of a recommendation, of public papers only', async () => {
    const quote = 'Ferrymen stamp the booklets of seafarers by lamplight';
    const text = `${quote}, and nobody ashore compares them.`;
    const paper = { language: 'en', title: 'At the quay', passages: [{ id: '1', heading: null, text }] };
    const score = async (code: string) => {
      const { ranked } = await new Suggester(api.database).rank(paper);
      return ranked.find(({ target }) => target.code === code)?.score as number;
    };
    const confirm = async (contribution: string, recommendation: string) => {
      const answer = await api.as.administrator(
        `mutation L($input: LinkRecommendationInput!) { linkRecommendation(input: $input) { link { state } errors { message } } }`,
        {
          input: {
            contribution,
            recommendation,
            stance: 'SUPPORTS',
            strength: 'CENTRAL',
            rationale: 'It says so.',
            evidence: [{ quote }],
          },
        },
      );
      expect(answer.data.linkRecommendation).toEqual({ link: { state: 'CONFIRMED' }, errors: [] });
    };
    const before = {
      public: await score('HLEG-GOV-02'),
      secret: await score('HLEG-DEC-04'),
      unpublished: await score('HLEG-CIR-01'),
    };
    await confirm((await published(api, { abstract: text })).id, 'HLEG-GOV-02');
    await confirm((await published(api, { abstract: text, audience: 'CONFIDENTIAL' })).id, 'HLEG-DEC-04');
    expect(await score('HLEG-GOV-02')).toBeGreaterThan(before.public + 0.3);
    expect(await score('HLEG-DEC-04')).toBeLessThan(before.secret + 0.1);

    // What was confirmed in review and taken out before the paper was published is nobody's to meet.
    const { administrator, expert } = api.as;
    let changed = await submitted(api, { abstract: text });
    changed = (await step(administrator, 'startReview', changed)).contribution;
    await confirm(changed.id, 'HLEG-CIR-01');
    changed = (await step(administrator, 'requestChanges', changed, 'Leave out the booklets.')).contribution;
    changed = (await revise(expert, changed, { abstract: 'Nothing of it is left.' })).contribution;
    for (const action of ['submitContribution', 'startReview', 'publishContribution'])
      changed = (await step(action === 'submitContribution' ? expert : administrator, action, changed)).contribution;
    expect(await score('HLEG-CIR-01')).toBeLessThan(before.unpublished + 0.1);
  });

  it('has nothing to do when nothing changed', async () => {
    await work();
    expect(await worker.runOnce()).toBe(0);
  });
});
