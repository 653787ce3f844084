import { setTimeout as sleep } from 'node:timers/promises';
import { clientOf, percentile } from './client.mjs';
import { randomSource, textMaker } from './texts.mjs';

const CREATE = `mutation Create($input: CreateContributionInput!) {
  createContribution(input: $input) { contribution { id version } errors { code message path } }
}`;
const step = (name) => `mutation Step($input: ContributionTransitionInput!) {
  ${name}(input: $input) { contribution { id version reference status } errors { code message path } }
}`;
const FIND = `query Find($query: String!) { search(query: $query, first: 5) { nodes { id } } }`;

const texts = textMaker(randomSource(77));

function paper(extra = {}) {
  return {
    contribution: {
      positionPaper: {
        title: texts.words(9),
        abstract: texts.paragraph(350),
        body: texts.body(),
        language: 'en',
        themes: ['COMP-SBMS'],
        statement: texts.sentence(),
        asks: [texts.sentence()],
        ...extra,
      },
    },
  };
}

async function submit(as, extra) {
  const made = (await as(CREATE, { input: paper(extra) })).data.createContribution.contribution;
  const { data } = await as(step('submitContribution'), { input: { id: made.id, version: made.version } });
  return data.submitContribution.contribution;
}

/** How many contributions experts hand in a second, each written and submitted, as many at a time as there are tokens. */
export async function measureSubmissions(url, tokens, seconds) {
  const times = [];
  const began = performance.now();
  const end = began + seconds * 1_000;
  await Promise.all(
    tokens.map(async (token) => {
      const as = clientOf(url, token);
      while (performance.now() < end) {
        const start = performance.now();
        await submit(as);
        times.push(performance.now() - start);
      }
    }),
  );
  const perSecond = (times.length * 1_000) / (performance.now() - began);
  return { experts: tokens.length, perSecond, p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}

/** From the answer to createContribution until a search finds a word: of the title at once, of the body when the worker was there. */
export async function measureSearchable(url, token, samples) {
  const as = clientOf(url, token);
  const finds = async (word, id) => (await as(FIND, { query: word })).data.search.nodes.some((node) => node.id === id);
  const times = { title: [], body: [] };
  let late = 0;
  for (let sample = 0; sample < samples; sample++) {
    const mark = `${Date.now().toString(36)}x${sample}`;
    const input = paper({ title: `About ttl${mark}`, body: `${texts.body()}\n\nIt says bdy${mark} there.` });
    const { id } = (await as(CREATE, { input })).data.createContribution.contribution;
    const start = performance.now();
    if (!(await finds(`ttl${mark}`, id))) late++;
    times.title.push(performance.now() - start);
    while (!(await finds(`bdy${mark}`, id))) {
      if (performance.now() - start > 60_000)
        throw new Error('A body was not found within a minute: does the worker run?');
      await sleep(10);
    }
    times.body.push(performance.now() - start);
    // So that samples don't all begin at the same point of the worker's waiting.
    await sleep(Math.random() * 200);
  }
  return {
    samples,
    notAtOnce: late,
    title: { p50: percentile(times.title, 0.5), p95: percentile(times.title, 0.95) },
    body: { p50: percentile(times.body, 0.5), p95: percentile(times.body, 0.95) },
  };
}

/** From draft to publication with a link, one step at a time; for the times of the statements that write. */
export async function publishSome(url, { expert, analyst }, recommendation, count) {
  const [author, judge] = [clientOf(url, expert), clientOf(url, analyst)];
  for (let turn = 0; turn < count; turn++) {
    let { id, version } = await submit(author, { body: `Turn ${turn} says so.\n\n${texts.body()}` });
    const { data } = await author(
      `mutation Link($input: LinkRecommendationInput!) { linkRecommendation(input: $input) { link { id } errors { code message path } } }`,
      {
        input: {
          contribution: id,
          recommendation,
          stance: 'SUPPORTS',
          strength: 'CENTRAL',
          rationale: 'It says so.',
          evidence: [{ quote: `Turn ${turn} says so.` }],
        },
      },
    );
    await judge(
      `mutation Decide($input: DecideLinkInput!) { decideLink(input: $input) { link { id } errors { code message path } } }`,
      { input: { id: data.linkRecommendation.link.id, decision: 'CONFIRM' } },
    );
    for (const name of ['startReview', 'publishContribution'])
      ({ id, version } = (await judge(step(name), { input: { id, version } })).data[name].contribution);
  }
}
