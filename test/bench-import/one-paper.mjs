import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FindOrCreateOrganisation } from '#libs/directory';
import { MakeToken, SaveAccount, SYSTEM } from '#libs/identity';
import { Database } from '#libs/platform';
import { areas } from '../../dist/apps/tables.js';
import { clientOf } from '../bench/client.mjs';
import { randomSource, textMaker } from '../bench/texts.mjs';
import { writePaper } from './papers.mjs';

const PATIENCE_MS = 120_000;
const SPEAKS_TO = 'HLEG-BMS-01';
/** What the paper says on its last page but one: plainly, since random words speak to everything a little. */
const SAYS =
  `We answer ${SPEAKS_TO}, one matching service for several systems. Set up a shared service that matches biometric data for the
different systems: one matching engine for several systems, a shared biometric matching service (sBMS) with a common matcher. The shared
matcher keeps biometric templates apart; ${SPEAKS_TO} asks for it.`.replaceAll('\n', ' ');

/**
 * What somebody waits for who hands in one paper, through the api alone: bytes sent, attached to a draft, submitted, until an analyst's search
 * finds a word of its last page with that page, and until it is suggested what the paper speaks to, by its page. Each time a paper of its own.
 */
export async function measureOnePaper({ url, databaseUrl, home, pages, samples }) {
  const tokens = await makeTokens(databaseUrl);
  const found = [];
  for (let sample = 0; sample < samples; sample++) {
    const mark = `zq${Date.now().toString(36)}x${sample}`;
    const path = join(home, `one-${sample}.pdf`);
    await writePaper(path, pages, textMaker(randomSource(1_000 + sample)), (page) => {
      if (page === pages) return `Here stands ${mark}.`;
      return page === pages - 1 ? SAYS : undefined;
    });
    found.push(await handIn({ url, tokens, bytes: readFileSync(path), mark, pages }));
  }
  return found;
}

async function handIn({ url, tokens, bytes, mark, pages }) {
  const [expert, analyst] = [clientOf(url, tokens.expert), clientOf(url, tokens.analyst)];
  const began = performance.now();
  const since = () => Math.round(performance.now() - began);
  const form = new FormData();
  form.append('file', new Blob([bytes]), 'paper.pdf');
  const response = await fetch(`${url}/files`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Bearer ${tokens.expert}` },
  });
  const receipt = await response.json();
  if (response.status !== 201) throw new Error(`Not taken: ${JSON.stringify(receipt)}`);
  const figures = { bytes: bytes.length, uploadedMs: since() };
  const made = (await expert(CREATE, { input: paper(mark) })).data.createContribution.contribution;
  const attached = (
    await expert(ATTACH, { input: { contribution: made.id, version: made.version, upload: receipt.id } })
  ).data.attachFile.contribution;
  await expert(SUBMIT, { input: { id: made.id, version: attached.version } });
  figures.submittedMs = since();
  for (; ; await pause(began, 'found')) {
    const { nodes, edges } = (await analyst(FIND, { query: mark })).data.search;
    if (nodes[0]?.id !== made.id) continue;
    const page = edges[0].passages[0]?.passage.page;
    if (page !== pages) throw new Error(`Found on page ${page}, not ${pages}.`);
    break;
  }
  figures.searchableMs = since();
  for (; ; await pause(began, 'suggested')) {
    const { suggestions } = (await analyst(SUGGESTIONS, { id: made.id })).data.node;
    const own = suggestions.find((item) => item.recommendation?.code === SPEAKS_TO);
    if (own?.evidence?.passage.page === pages - 1) break;
  }
  figures.suggestedMs = since();
  return figures;
}

async function pause(began, what) {
  if (performance.now() - began > PATIENCE_MS) throw new Error(`It was not ${what} within two minutes.`);
  await sleep(20);
}

/** Its own words say nothing of what is to be found and suggested. */
function paper(mark) {
  const content = { title: `Handed in as ${mark.length} letters`, abstract: 'See the file.', language: 'en' };
  return { contribution: { positionPaper: { ...content, statement: 'See the file.', asks: ['Read the file.'] } } };
}

const ERRORS = 'errors { code message path }';
const CREATE = `mutation Create($input: CreateContributionInput!) { createContribution(input: $input) { contribution { id version } ${ERRORS} } }`;
const ATTACH = `mutation Attach($input: AttachFileInput!) { attachFile(input: $input) { contribution { version } ${ERRORS} } }`;
const SUBMIT = `mutation Submit($input: ContributionTransitionInput!) { submitContribution(input: $input) { contribution { version } ${ERRORS} } }`;
const FIND = `query Find($query: String!) { search(query: $query, first: 1) { nodes { id } edges { passages { passage { page } } } } }`;
const SUGGESTIONS = `query Suggestions($id: ID!) { node(id: $id) { ... on Contribution {
  suggestions { recommendation { code } evidence { passage { page } } } } } }`;

async function makeTokens(databaseUrl) {
  const database = await new Database(databaseUrl, areas, 2).connect();
  try {
    const firm = await database.transaction((transaction) =>
      new FindOrCreateOrganisation().execute(
        SYSTEM,
        { name: 'A firm (invented)', kind: 'INDUSTRY', country: null },
        transaction,
      ),
    );
    const tokenOf = async (name, roles, organisationId) => {
      const email = `${name}@example.org`;
      const password = 'correct horse battery';
      const account = await new SaveAccount(database).execute(SYSTEM, { email, name, roles, password, organisationId });
      return (await new MakeToken(database).execute(SYSTEM, { accountId: account.id, name: 'bench', hours: 12 })).token;
    };
    return {
      expert: await tokenOf('expert', ['EXPERT'], firm.id),
      analyst: await tokenOf('analyst', ['ANALYST'], null),
    };
  } finally {
    await database.close();
  }
}
