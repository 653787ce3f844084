import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi, type TestApi } from './support/api.js';
import { decide, link, published, revise, step, submitted } from './support/contributions.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.close());

const QUEUE = `query Queue($filter: ReviewFilter, $order: ReviewOrder) { reviewQueue(first: 50, filter: $filter, orderBy: $order) {
  totalCount nodes { status title isRevision waitingSince assignee { id name } openSuggestions proposedLinks suspectLinks contribution { id } } } }`;
const ASSIGN = `mutation Assign($input: AssignReviewInput!) { assignReview(input: $input) { contribution { assignee { id name } } errors { code message } } }`;
const COMMENT = `mutation Comment($input: AddReviewCommentInput!) { addReviewComment(input: $input) {
  contribution { reviewComments { id text quote sentAt passage { id } madeBy { name } } } errors { code message path } } }`;
const COMMENTS = `query Comments($id: ID!) { node(id: $id) { ... on Contribution { reviewComments { text quote sentAt } } } }`;

async function reviewers(): Promise<Record<string, string>> {
  const { data } = await api.as.analyst('{ reviewers { id name } }');
  return Object.fromEntries(data.reviewers.map(({ id, name }: { id: string; name: string }) => [name, id]));
}

describe('the review queue', () => {
  it('shows what waits, how long, and what is open on it; and is for analysts', async () => {
    const one = await submitted(api, { title: 'Waits longest' });
    const two = await submitted(api, { title: 'Waits less' });
    await link(api.as.expert, two.id, 'HLEG-BMS-01');
    await api.database.query(`update contribution set submitted_at = now() - interval '20 days' where reference = $1`, [
      one.reference,
    ]);
    const { data } = await api.as.analyst(QUEUE);
    const mine = data.reviewQueue.nodes.filter(({ contribution }: { contribution: { id: string } }) =>
      [one.id, two.id].includes(contribution.id),
    );
    expect(mine.map(({ title }: { title: string }) => title)).toEqual(['Waits longest', 'Waits less']);
    expect(mine[1]).toMatchObject({ status: 'SUBMITTED', proposedLinks: 1, suspectLinks: 0, assignee: null });
    const { data: reverse } = await api.as.analyst(QUEUE, { order: 'SHORTEST' });
    expect(reverse.reviewQueue.nodes[0].title).toBe('Waits less');
    for (const who of [api.as.anonymous, api.as.expert]) {
      const answer = await who(QUEUE);
      expect(answer.data).toBeNull();
      expect(answer.errors?.[0]?.extensions.code).toMatch(/^NOT_/);
    }
  });

  it('has the next revision of a published one, under its own title', async () => {
    const made = await published(api, { title: 'Was published' });
    const changed = (await revise(api.as.expert, made, { title: 'Shall be published' })).contribution;
    await step(api.as.expert, 'submitContribution', changed);
    const { data } = await api.as.analyst(QUEUE);
    expect(data.reviewQueue.nodes).toContainEqual(
      expect.objectContaining({ title: 'Shall be published', isRevision: true, status: 'SUBMITTED' }),
    );
  });

  it('is shared out, and nobody takes from another unseen', async () => {
    const made = await submitted(api, { title: 'To be shared out' });
    const { analyst, administrator } = await reviewers();
    const taken = await api.as.analyst(ASSIGN, { input: { contribution: made.id, analyst } });
    expect(taken.data.assignReview).toEqual({
      contribution: { assignee: { id: analyst, name: 'analyst' } },
      errors: [],
    });
    const late = await api.as.administrator(ASSIGN, { input: { contribution: made.id, analyst: administrator } });
    expect(late.data.assignReview.errors).toEqual([{ code: 'VERSION_CONFLICT', message: 'Meanwhile analyst has it.' }]);
    const mine = await api.as.analyst(QUEUE, { filter: { hands: 'MINE' } });
    expect(mine.data.reviewQueue.nodes.map(({ title }: { title: string }) => title)).toEqual(['To be shared out']);
    const handed = await api.as.administrator(ASSIGN, {
      input: { contribution: made.id, analyst: administrator, insteadOf: analyst },
    });
    expect(handed.data.assignReview.errors).toEqual([]);
    const toExpert = await api.as.analyst(ASSIGN, {
      input: {
        contribution: made.id,
        analyst: (await api.as.expert('{ viewer { id } }')).data.viewer.id,
        insteadOf: administrator,
      },
    });
    expect(toExpert.data.assignReview.errors[0]).toMatchObject({ code: 'NOT_FOUND' });
    const counts = await api.as.administrator('{ reviewCounts { submitted mine nobodys suspectLinks } }');
    expect(counts.data.reviewCounts.mine).toBe(1);
    // Judged: nobody has it in hand any more.
    const inReview = (await step(api.as.analyst, 'startReview', made)).contribution;
    await step(api.as.analyst, 'publishContribution', inReview);
    const after = await api.as.administrator('{ reviewCounts { mine } }');
    expect(after.data.reviewCounts.mine).toBe(0);
  });
});

describe('comments of a review', () => {
  it('are noted at a passage, and read by the author once changes are requested', async () => {
    const made = await submitted(api, { title: 'Needs changes' });
    const passages = await api.as.analyst(
      `query P($id: ID!) { node(id: $id) { ... on Contribution { passages(first: 10) { nodes { id text } } } } }`,
      {
        id: made.id,
      },
    );
    const passage = passages.data.node.passages.nodes.find(({ text }: { text: string }) => text.includes('One engine'));
    const noted = await api.as.analyst(COMMENT, {
      input: { contribution: made.id, passage: passage.id, quote: 'One engine compares', text: 'Which engine?' },
    });
    expect(noted.data.addReviewComment.errors).toEqual([]);
    expect(noted.data.addReviewComment.contribution.reviewComments).toMatchObject([
      {
        text: 'Which engine?',
        quote: 'One engine compares',
        sentAt: null,
        passage: { id: passage.id },
        madeBy: { name: 'analyst' },
      },
    ]);
    const wrong = await api.as.analyst(COMMENT, {
      input: { contribution: made.id, passage: passage.id, quote: 'never said', text: 'What?' },
    });
    expect(wrong.data.addReviewComment.errors).toMatchObject([{ code: 'INVALID', path: ['quote'] }]);
    const spare = await api.as.analyst(COMMENT, { input: { contribution: made.id, text: 'A second thought' } });
    const [, second] = spare.data.addReviewComment.contribution.reviewComments;
    const gone = await api.as.analyst(
      `mutation R($input: RemoveReviewCommentInput!) { removeReviewComment(input: $input) { errors { code } contribution { reviewComments { text } } } }`,
      { input: { id: second.id } },
    );
    expect(gone.data.removeReviewComment.contribution.reviewComments).toEqual([{ text: 'Which engine?' }]);

    expect((await api.as.expert(COMMENTS, { id: made.id })).data.node.reviewComments).toEqual([]);
    const inReview = (await step(api.as.analyst, 'startReview', made)).contribution;
    await step(api.as.analyst, 'requestChanges', inReview, 'See the comments.');
    const sent = await api.as.expert(COMMENTS, { id: made.id });
    expect(sent.data.node.reviewComments).toMatchObject([
      { text: 'Which engine?', quote: 'One engine compares', sentAt: expect.any(String) },
      // What was asked of the whole.
      { text: 'See the comments.', quote: null, sentAt: sent.data.node.reviewComments[0].sentAt },
    ]);
    expect((await api.as.rival(COMMENTS, { id: made.id })).data.node).toBeNull();
    // It outlives the text that it was about.
    const again = await api.as.expert(`query V($id: ID!) { node(id: $id) { ... on Contribution { id version } } }`, {
      id: made.id,
    });
    await revise(api.as.expert, again.data.node, { body: 'All is written anew.' });
    expect((await api.as.expert(COMMENTS, { id: made.id })).data.node.reviewComments).toHaveLength(2);
  });

  it('are for analysts to make, on what is under review', async () => {
    const made = await published(api, {});
    const answer = await api.as.analyst(COMMENT, { input: { contribution: made.id, text: 'Too late.' } });
    expect(answer.data.addReviewComment.errors).toMatchObject([{ code: 'WRONG_STATE' }]);
    const byExpert = await api.as.expert(COMMENT, { input: { contribution: made.id, text: 'Mine.' } });
    expect(byExpert.data.addReviewComment.errors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
  });
});

describe('a suspect link', () => {
  it('is counted beforehand, listed with its reason, and confirmed again', async () => {
    const made = await published(api, { title: 'Has a link' });
    await link(api.as.analyst, made.id, 'HLEG-BMS-02');
    const held = `{ recommendation(code: "HLEG-BMS-02") { version title summary chapter themes { code } systems { code } heldLinks { confirmed proposed contributions } } }`;
    const { recommendation } = (await api.as.administrator(held)).data;
    expect(recommendation.heldLinks).toEqual({ confirmed: 1, proposed: 0, contributions: 1 });
    const input = {
      code: 'HLEG-BMS-02',
      version: recommendation.version,
      title: 'Said otherwise',
      summary: recommendation.summary,
      chapter: recommendation.chapter,
      themes: recommendation.themes.map(({ code }: { code: string }) => code),
      systems: recommendation.systems.map(({ code }: { code: string }) => code),
    };
    const REVISE = `mutation Rev($input: ReviseRecommendationInput!) { reviseRecommendation(input: $input) { recommendation { version title source { document } } errors { code } } }`;
    const byAnalyst = await api.as.analyst(REVISE, { input });
    expect(byAnalyst.data.reviseRecommendation.errors).toEqual([{ code: 'NOT_ALLOWED' }]);
    const done = await api.as.administrator(REVISE, { input });
    expect(done.data.reviseRecommendation).toMatchObject({
      recommendation: { version: recommendation.version + 1, title: 'Said otherwise' },
      errors: [],
    });
    const late = await api.as.administrator(REVISE, { input: { ...input, title: 'Late' } });
    expect(late.data.reviseRecommendation.errors).toEqual([{ code: 'VERSION_CONFLICT' }]);
    const same = await api.as.administrator(REVISE, { input: { ...input, version: input.version + 1 } });
    expect(same.data.reviseRecommendation.errors).toEqual([{ code: 'INVALID' }]);
    const list = `{ suspectLinks(first: 10) { totalCount nodes { id newerEnds contribution { title } } } }`;
    const { suspectLinks } = (await api.as.analyst(list)).data;
    expect(suspectLinks.nodes).toMatchObject([
      { newerEnds: ['RECOMMENDATION'], contribution: { title: 'Has a link' } },
    ]);
    expect((await decide(api.as.analyst, suspectLinks.nodes[0].id, 'CONFIRM')).errors).toEqual([]);
    expect((await api.as.analyst(list)).data.suspectLinks.totalCount).toBe(0);
  });
});
