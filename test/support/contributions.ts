import type { Client, TestApi } from './api.js';

export const CONTRIBUTION = `id reference version status kind title abstract viewerCan audience
  pending { number status title } tombstone { reason withdrawnAt }`;

// biome-ignore lint/suspicious/noExplicitAny: the shape is CONTRIBUTION's.
type Shape = any;

export const BODY = `## Matching
One engine compares fingerprints for all systems. Templates stay apart by source, so that no system sees the samples of another.

## Migration
The gallery of the old matcher is enrolled again in the background; both answer until the last record is moved.`;

/** A complete position paper as a draft of the given caller. */
export async function draft(as: Client, fields: Record<string, unknown> = {}): Promise<Shape> {
  const answer = await as(
    `mutation Draft($input: CreateContributionInput!) { createContribution(input: $input) { contribution { ${CONTRIBUTION} } errors { code message path } } }`,
    {
      input: {
        contribution: {
          positionPaper: {
            title: 'One matcher for several systems',
            abstract: 'A shared biometric matching service needs templates that stay separate by source system.',
            body: BODY,
            language: 'en',
            themes: ['COMP-SBMS'],
            statement: 'We are for a shared service with logical separation.',
            asks: ['Publish accuracy targets before the tender.'],
            ...fields,
          },
        },
      },
    },
  );
  const payload = answer.data?.createContribution;
  if (!payload?.contribution) throw new Error(JSON.stringify(answer.errors ?? payload?.errors));
  return payload.contribution;
}

/** One step of a contribution; returns the payload. */
export async function step(
  as: Client,
  name: string,
  contribution: { id: string; version: number },
  note?: string,
): Promise<Shape> {
  const answer = await as(
    `mutation Step($input: ContributionTransitionInput!) { ${name}(input: $input) { contribution { ${CONTRIBUTION} } errors { code message path } } }`,
    { input: { id: contribution.id, version: contribution.version, note } },
  );
  if (!answer.data) throw new Error(JSON.stringify(answer.errors));
  return answer.data[name];
}

/** A submitted one of the expert's; `before` may do something with the draft, and returns it as it is then. */
export async function submitted(
  api: TestApi,
  fields: Record<string, unknown> = {},
  before: (draft: Shape) => Promise<Shape> = async (made) => made,
): Promise<Shape> {
  const made = await before(await draft(api.as.expert, fields));
  return (await step(api.as.expert, 'submitContribution', made)).contribution;
}

/** A published one of the expert's. As the administrator reads it, since its audience may shut the analyst out. */
export async function published(
  api: TestApi,
  fields: Record<string, unknown> = {},
  before?: (draft: Shape) => Promise<Shape>,
): Promise<Shape> {
  const made = await submitted(api, fields, before);
  const inReview = (await step(api.as.administrator, 'startReview', made)).contribution;
  return (await step(api.as.administrator, 'publishContribution', inReview)).contribution;
}

export async function revise(
  as: Client,
  contribution: { id: string; version: number },
  fields: Record<string, unknown>,
): Promise<Shape> {
  const answer = await as(
    `mutation Revise($input: ReviseContributionInput!) { reviseContribution(input: $input) { contribution { ${CONTRIBUTION} } errors { code message path } } }`,
    { input: { id: contribution.id, version: contribution.version, ...fields } },
  );
  if (!answer.data) throw new Error(JSON.stringify(answer.errors));
  return answer.data.reviseContribution;
}

export const LINK =
  'id state stance strength origin suspect revision recommendationVersion decisionReason decidedBy { name } evidence { quote start end passage { id text heading } }';

export async function link(
  as: Client,
  contribution: string,
  recommendation: string,
  fields: Record<string, unknown> = {},
): Promise<Shape> {
  const answer = await as(
    `mutation Link($input: LinkRecommendationInput!) { linkRecommendation(input: $input) { link { ${LINK} } errors { code message path } } }`,
    {
      input: {
        contribution,
        recommendation,
        stance: 'SUPPORTS',
        strength: 'CENTRAL',
        rationale: 'It proposes such a service.',
        evidence: [{ quote: 'One engine compares fingerprints for all systems.' }],
        ...fields,
      },
    },
  );
  if (!answer.data) throw new Error(JSON.stringify(answer.errors));
  return answer.data.linkRecommendation;
}

export async function decide(as: Client, id: string, decision: 'CONFIRM' | 'REJECT', reason?: string): Promise<Shape> {
  const answer = await as(
    `mutation Decide($input: DecideLinkInput!) { decideLink(input: $input) { link { ${LINK} } errors { code message path } } }`,
    { input: { id, decision, reason } },
  );
  if (!answer.data) throw new Error(JSON.stringify(answer.errors));
  return answer.data.decideLink;
}
