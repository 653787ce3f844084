import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi, type TestApi } from './support/api.js';
import { draft, published, revise, step } from './support/contributions.js';
import { attach, detach, download, smallPdf, upload } from './support/files.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.close());

const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');
const send = (content: string | Uint8Array, name?: string, headers?: Record<string, string>) =>
  upload(api.url, api.tokens.expert, content, name, headers);
const get = (path: string, who?: keyof TestApi['tokens'], headers?: Record<string, string>, method?: string) =>
  download(api.url, path, who && api.tokens[who], { headers, method });

/** Names of what lies aside: empty when nothing half done is left. */
const aside = () => {
  const folder = join(api.configuration.home, 'files', 'incoming');
  return existsSync(folder) ? readdirSync(folder) : [];
};
const uploads = async () => (await api.database.query<{ n: number }>('select count(*)::int as n from upload'))[0]?.n;

/** A file of a new draft of the expert's. */
async function filed(content: string | Uint8Array, name?: string, fields?: Record<string, unknown>) {
  const { body } = await send(content, name);
  const paper = await draft(api.as.expert, fields);
  const { file, contribution, errors } = await attach(api.as.expert, paper, body.id);
  expect(errors).toEqual([]);
  return { file, paper: contribution, receipt: body };
}

describe('POST /files', () => {
  it('answers with the receipt: what it is, by its content, and its hash', async () => {
    const pdf = smallPdf('A receipt');
    const answer = await send(pdf, 'Report (final).PDF');
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^upl_[0-9a-f]{32}$/),
      sha256: sha256(pdf),
      byteSize: pdf.length,
      name: 'Report (final).PDF',
      mediaType: 'application/pdf',
      receivedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      alreadyKnown: false,
    });
    expect(aside()).toEqual([]);
  });

  it('says that a file is known to those who may read a paper that has it, and to nobody else', async () => {
    const secret = `Known to few: ${Math.random()}`;
    await filed(secret);
    expect((await send(secret)).body.alreadyKnown).toBe(true);
    expect((await upload(api.url, api.tokens.rival, secret)).body.alreadyKnown).toBe(false);
    expect((await upload(api.url, api.tokens.analyst, secret)).body.alreadyKnown).toBe(false);
  });

  it('a repeated request with its key answers the same, and stores nothing more', async () => {
    const key = { 'idempotency-key': `key-${Math.random()}` };
    const first = await send('Once and no more.', 'once.txt', key);
    const before = await uploads();
    expect((await send('Once and no more.', 'once.txt', key)).body).toEqual(first.body);
    expect(await uploads()).toBe(before);
    expect(await send('Something else.', 'once.txt', key)).toMatchObject({ status: 409, body: { code: 'DUPLICATE' } });
    expect(await send('x', 'x.txt', { 'idempotency-key': 'two words' })).toMatchObject({ status: 400 });
    // Another account's key is another key.
    expect((await upload(api.url, api.tokens.rival, 'Mine.', 'm.txt', key)).status).toBe(201);
  });

  it('is for those who hand in papers, by token or by the portal’s own session', async () => {
    expect(await upload(api.url, undefined, 'x')).toMatchObject({ status: 401, body: { code: 'NOT_SIGNED_IN' } });
    const wrong = await upload(api.url, 'rt_0000000000000000000000000000000000000000000', 'x');
    expect(wrong.status).toBe(401);
    const signedIn = await fetch(`${api.url}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-roundtable': '1' },
      body: JSON.stringify({ email: 'expert@example.org', password: 'correct horse battery' }),
    });
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await upload(api.url, undefined, 'By session.', 's.txt', { cookie, 'x-roundtable': '1' })).status).toBe(
      201,
    );
    // Another site's page sends the cookie, but cannot send the header, or is told on by the browser.
    expect((await upload(api.url, undefined, 'Forged.', 's.txt', { cookie })).status).toBe(401);
    const elsewhere = { cookie, 'x-roundtable': '1', 'sec-fetch-site': 'cross-site' };
    expect((await upload(api.url, undefined, 'Forged.', 's.txt', elsewhere)).status).toBe(401);
    // A link of the portal’s leads to a download; one of another site’s does not.
    const { file } = await filed('For a link.');
    expect((await get(file.url, undefined, { cookie, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await get(file.url, undefined, { cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(404);
  });

  it('refuses in words what is too large, empty, or of another kind, and keeps nothing of it', async () => {
    const before = await uploads();
    const large = await send(Buffer.alloc(50 * 1024 * 1024 + 1, 'a'), 'large.txt');
    expect(large).toMatchObject({
      status: 413,
      body: { code: 'TOO_LARGE', message: expect.stringContaining('at most 50 MB') },
    });
    expect(await send('', 'empty.pdf')).toMatchObject({ status: 400, body: { message: 'This file is empty.' } });
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    expect(await send(png, 'picture.pdf')).toMatchObject({
      status: 415,
      body: { code: 'UNSUPPORTED', message: expect.stringContaining('Send PDF, Word (DOCX)') },
    });
    expect((await send('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', 'x.html')).status).toBe(415);
    expect(await uploads()).toBe(before);
    expect(aside()).toEqual([]);
  });

  it('says so when the store of files is away, and does not blame the database', async () => {
    const settings = { BLOB_URL: 'http://127.0.0.1:9/papers', BLOB_KEY: 'key', BLOB_SECRET: 'secret' };
    const other = await startTestApi(settings);
    try {
      const answer = await upload(other.url, other.tokens.expert, 'Kept nowhere.');
      expect(answer).toMatchObject({
        status: 503,
        body: { code: 'UNAVAILABLE', message: expect.stringMatching(/store of files/) },
      });
    } finally {
      await other.close();
    }
  });

  it('takes exactly 50 MB', async () => {
    const answer = await send(Buffer.alloc(50 * 1024 * 1024, 'a'), 'just.txt');
    expect(answer).toMatchObject({ status: 201, body: { byteSize: 50 * 1024 * 1024 } });
  });

  it('refuses what is no form with one file', async () => {
    const post = async (body: BodyInit, headers: Record<string, string> = {}) => {
      const authorization = `Bearer ${api.tokens.expert}`;
      const response = await fetch(`${api.url}/files`, {
        method: 'POST',
        body,
        headers: { authorization, ...headers },
      });
      return { status: response.status, body: await response.json() };
    };
    const before = await uploads();
    expect(await post('{}', { 'content-type': 'application/json' })).toMatchObject({ status: 400 });
    const fields = new FormData();
    fields.append('name', 'no file');
    expect(await post(fields)).toMatchObject({
      status: 400,
      body: { message: expect.stringMatching(/no file in this/) },
    });
    // As some programs would send it.
    expect(await post('%PDF-1.7', { 'content-type': 'application/pdf' })).toMatchObject({
      status: 400,
      body: { code: 'INVALID', message: expect.stringMatching(/as multipart\/form-data/) },
    });
    const two = new FormData();
    two.append('file', new Blob(['one']), 'one.txt');
    two.append('file', new Blob(['two']), 'two.txt');
    expect(await post(two)).toMatchObject({ status: 400, body: { message: 'Send one file a request.' } });
    const cut = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf';
    expect(await post(cut, { 'content-type': 'multipart/form-data; boundary=x' })).toMatchObject({ status: 400 });
    expect(await uploads()).toBe(before);
    expect(aside()).toEqual([]);
  });

  it('a line that breaks leaves nothing', async () => {
    const before = await uploads();
    const { hostname, port } = new URL(api.url);
    const socket = connect(Number(port), hostname);
    const head = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n';
    socket.write(
      `POST /files HTTP/1.1\r\nhost: ${hostname}:${port}\r\nauthorization: Bearer ${api.tokens.expert}\r\n` +
        `content-type: multipart/form-data; boundary=x\r\ncontent-length: 1000000\r\n\r\n${head}${'a'.repeat(100_000)}`,
    );
    for (let tries = 0; aside().length === 0 && tries < 200; tries++) await sleep(20);
    expect(aside()).toHaveLength(1);
    socket.destroy();
    for (let tries = 0; aside().length > 0 && tries < 200; tries++) await sleep(20);
    expect(aside()).toEqual([]);
    expect(await uploads()).toBe(before);
  });

  it.each([
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\Users\\me\\Position paper.txt', 'Position paper.txt'],
    ['annual\u202Efdp.exe', 'annualfdp.exe.txt'],
    ['line\u0001break\r\nset-cookie: a=b.txt', 'linebreak set-cookie_ a=b.txt'],
    ['Θέση για τη διαλειτουργικότητα.txt', 'Θέση για τη διαλειτουργικότητα.txt'],
    ['Sprawozdanie końcowe — „wersja”.docx', 'Sprawozdanie końcowe — „wersja”.txt'],
    [`${'ä'.repeat(400)}.txt`, `${'ä'.repeat(100)}.txt`],
    ['   ', 'document.txt'],
  ])('names %j as %j', async (given, expected) => {
    const name = Buffer.from(given.replaceAll('\\', '\\\\').replace(/[\r\n]/g, encodeURIComponent));
    const body = Buffer.concat([
      Buffer.from('--x\r\ncontent-disposition: form-data; name="file"; filename="'),
      name,
      Buffer.from(`"\r\n\r\nText ${Math.random()}.\r\n--x--\r\n`),
    ]);
    const response = await fetch(`${api.url}/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${api.tokens.expert}`, 'content-type': 'multipart/form-data; boundary=x' },
      body,
    });
    const answer = (await response.json()) as { name: string };
    expect({ status: response.status, name: answer.name.normalize('NFC') }).toEqual({ status: 201, name: expected });
  });
});

describe('attachFile', () => {
  it('of a published paper starts the next revision; the published one stays as it is', async () => {
    const first = (await send('The first text.', 'first.txt')).body;
    const second = (await send('The second text.', 'second.txt')).body;
    const made = await draft(api.as.expert);
    const attached = await attach(api.as.expert, made, first.id);
    expect(attached).toMatchObject({ contribution: { version: 2, files: [{ name: 'first.txt' }] } });
    const handedIn = (await step(api.as.expert, 'submitContribution', attached.contribution)).contribution;
    const inReview = (await step(api.as.analyst, 'startReview', handedIn)).contribution;
    const out = (await step(api.as.analyst, 'publishContribution', inReview)).contribution;
    const next = await attach(api.as.expert, out, second.id, 'Annex');
    expect(next).toMatchObject({
      errors: [],
      file: { name: 'Annex.txt', mediaType: 'text/plain', url: expect.stringMatching(/^\/files\/fil_/) },
      contribution: { status: 'PUBLISHED', files: [{ name: 'first.txt' }] },
    });
    const { data } = await api.as.expert(
      `{ contribution(reference: "${out.reference}") { pending { number content { files { name } } } revisions(first: 5) { nodes { number files { name sha256 } } } } }`,
    );
    expect(data.contribution.pending).toEqual({
      number: 2,
      content: { files: [{ name: 'first.txt' }, { name: 'Annex.txt' }] },
    });
    expect(data.contribution.revisions.nodes[0].files).toEqual([{ name: 'first.txt', sha256: first.sha256 }]);
    // The one on its way is its submitter’s until it is handed in.
    expect((await get(next.file.url, 'expert')).status).toBe(200);
    for (const who of ['analyst', 'administrator', 'rival'] as const)
      expect((await get(next.file.url, who)).status).toBe(404);
    const gone = await detach(api.as.expert, next.contribution, next.file.id);
    expect(gone.errors).toEqual([]);
    expect((await get(next.file.url, 'expert')).status).toBe(404);
  });

  it('refuses what is not yours, not there, or was changed meanwhile', async () => {
    const { body } = await send('Whose is it?');
    const mine = await draft(api.as.expert);
    const theirs = await draft(api.as.rival);
    const codes = async (by: typeof api.as.expert, paper: { id: string; version: number }, receipt: string) =>
      (await attach(by, paper, receipt)).errors.map(({ code, path }: { code: string; path: string[] }) => [code, path]);
    expect(await codes(api.as.expert, theirs, body.id)).toEqual([['NOT_FOUND', ['contribution']]]);
    expect(await codes(api.as.rival, theirs, body.id)).toEqual([['NOT_FOUND', ['upload']]]);
    expect(await codes(api.as.expert, mine, 'upl_00000000000000000000000000000000')).toEqual([
      ['NOT_FOUND', ['upload']],
    ]);
    expect(await codes(api.as.expert, mine, 'nonsense')).toEqual([['NOT_FOUND', ['upload']]]);
    expect(await codes(api.as.expert, { ...mine, version: 7 }, body.id)).toEqual([['VERSION_CONFLICT', ['version']]]);
    const analysts = (await upload(api.url, api.tokens.analyst, 'By an analyst.')).body;
    const paper = await published(api);
    expect(await codes(api.as.analyst, paper, analysts.id)).toEqual([['NOT_ALLOWED', expect.anything()]]);
    expect((await detach(api.as.expert, mine, 'fil_00000000000000000000000000000000')).errors).toMatchObject([
      { code: 'NOT_FOUND', path: ['file'] },
    ]);
  });
});

describe('GET /files/:id', () => {
  it('gives the whole, a part, or says that there is no such part', async () => {
    const content = 'abcdefghijklmnopqrstuvwxyz';
    const { file } = await filed(content, 'Ünïcode “name”.txt');
    const whole = await get(file.url, 'expert');
    expect(whole).toMatchObject({ status: 200, body: content });
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-length': '26',
      'accept-ranges': 'bytes',
      etag: `"${sha256(content)}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none'/),
      'content-disposition': `attachment; filename="Unicode _name_.txt"; filename*=UTF-8''${encodeURIComponent('Ünïcode “name”.txt')}`,
    });
    const etag = `"${sha256(content)}"`;
    for (const [range, status, body, said] of [
      ['bytes=0-4', 206, 'abcde', 'bytes 0-4/26'],
      ['bytes=20-', 206, 'uvwxyz', 'bytes 20-25/26'],
      ['bytes=-3', 206, 'xyz', 'bytes 23-25/26'],
      ['bytes=10-99', 206, 'klmnopqrstuvwxyz', 'bytes 10-25/26'],
      ['bytes=26-', 416, expect.objectContaining({ code: 'INVALID' }), 'bytes */26'],
      ['bytes=-0', 416, expect.anything(), 'bytes */26'],
      ['bytes=5-2', 200, content, null],
      ['bytes=0-1,3-4', 200, content, null],
      ['lines=1-2', 200, content, null],
    ] as const) {
      const answer = await get(file.url, 'expert', { range });
      expect({ range, status: answer.status, said: answer.headers.get('content-range') }).toEqual({
        range,
        status,
        said,
      });
      expect(answer.body).toEqual(body);
    }
    expect(await get(file.url, 'expert', { range: 'bytes=0-1', 'if-range': etag })).toMatchObject({
      status: 206,
      body: 'ab',
    });
    expect((await get(file.url, 'expert', { range: 'bytes=0-1', 'if-range': '"other"' })).status).toBe(200);
    expect(await get(file.url, 'expert', { 'if-none-match': etag })).toMatchObject({ status: 304, body: '' });
    const head = await get(file.url, 'expert', {}, 'HEAD');
    expect(head).toMatchObject({ status: 200, body: '' });
    expect(head.headers.get('content-length')).toBe('26');
    // A range is asked of GET alone (RFC 9110, 14.2).
    expect((await get(file.url, 'expert', { range: 'bytes=0-1' }, 'HEAD')).headers.get('content-length')).toBe('26');
  });

  it('shows only PDF in the page, and that powerless; all else is saved', async () => {
    const page = await filed('<!doctype html><script>alert(1)</script>', 'page.html');
    const asked = await get(`${page.file.url}?inline=1`, 'expert');
    expect(asked.headers.get('content-disposition')).toMatch(/^attachment; filename="page.html"/);
    const pdf = await filed(smallPdf('Inline'), 'paper.pdf');
    expect((await get(pdf.file.url, 'expert')).headers.get('content-disposition')).toMatch(/^attachment/);
    const shown = await get(`${pdf.file.url}?inline=1`, 'expert');
    expect(shown.headers.get('content-disposition')).toMatch(/^inline; filename="paper.pdf"/);
    expect(shown.headers.get('content-security-policy')).toMatch(/^sandbox;/);
  });

  it('is read by those who read the paper, in each of its states; absent and not yours are alike', async () => {
    const { file, paper } = await filed('Read by some.', 'some.txt', { audience: 'AGENCY' });
    const everyone = ['expert', 'rival', 'analyst', 'administrator'] as const;
    const readers = async () => {
      const answers = await Promise.all(everyone.map(async (who) => [who, (await get(file.url, who)).status] as const));
      const anonymous = await get(file.url);
      const absent = await get('/files/fil_00000000000000000000000000000000');
      if (anonymous.status !== 200) expect(anonymous.body).toEqual(absent.body);
      return [
        ...answers.filter(([, status]) => status === 200).map(([who]) => who),
        ...(anonymous.status === 200 ? ['anyone'] : []),
      ];
    };
    expect(await readers()).toEqual(['expert']);
    const handedIn = (await step(api.as.expert, 'submitContribution', paper)).contribution;
    expect(await readers()).toEqual(['expert', 'analyst', 'administrator']);
    const inReview = (await step(api.as.analyst, 'startReview', handedIn)).contribution;
    const out = (await step(api.as.analyst, 'publishContribution', inReview)).contribution;
    expect(await readers()).toEqual(['expert', 'analyst', 'administrator']);
    // The next revision is open to all and lacks the file: the earlier one stays with those for whom it was published.
    const next = (await revise(api.as.expert, out, { audience: 'PUBLIC' })).contribution;
    const without = (await detach(api.as.expert, next, file.id)).contribution;
    const again = (await step(api.as.expert, 'submitContribution', without)).contribution;
    const judged = (await step(api.as.analyst, 'startReview', again)).contribution;
    const open = (await step(api.as.analyst, 'publishContribution', judged)).contribution;
    expect(await readers()).toEqual(['expert', 'analyst', 'administrator']);
    const { file: shown, paper: shownPaper } = await filed('Read by all.', 'all.txt');
    let judgedToo = (await step(api.as.expert, 'submitContribution', shownPaper)).contribution;
    judgedToo = (await step(api.as.analyst, 'startReview', judgedToo)).contribution;
    await step(api.as.analyst, 'publishContribution', judgedToo);
    const anyone = await get(shown.url);
    expect([anyone.status, anyone.headers.get('cache-control')]).toEqual([200, 'public, no-cache']);
    const closed = (await step(api.as.administrator, 'withdrawContribution', open, 'A slip.')).contribution;
    expect(await readers()).toEqual([]);
    const { data } = await api.as.expert(
      `{ node(id: "${file.id}") { id } contribution(reference: "${closed.reference}") { files { id } revisions(first: 5) { nodes { files { id } } } } }`,
    );
    expect(data.node).toBeNull();
    expect(JSON.stringify(data)).not.toContain(file.id);
  });
});

describe('a receipt', () => {
  it('is proven by its id together with the file, and by nothing less', async () => {
    const content = 'What was handed in.';
    const { body } = await send(content);
    const other = (await upload(api.url, api.tokens.rival, 'Another file.')).body;
    const right = await get(`/receipts/${body.id}?sha256=${sha256(content).toUpperCase()}`);
    expect(right).toMatchObject({
      status: 200,
      body: { valid: true, receipt: { id: body.id, receivedAt: body.receivedAt, sha256: body.sha256 } },
    });
    const wrong = await get(`/receipts/${body.id}?sha256=${sha256('Another file.')}`);
    expect(wrong).toMatchObject({ status: 200, body: { valid: false, receipt: null } });
    for (const path of [
      `/receipts/${other.id}?sha256=${sha256(content)}`,
      `/receipts/upl_00000000000000000000000000000000?sha256=${sha256(content)}`,
      `/receipts/nonsense?sha256=${sha256(content)}`,
    ]) {
      expect((await get(path)).body).toEqual(wrong.body);
    }
    expect((await get(`/receipts/${body.id}`)).status).toBe(400);
    const form = new FormData();
    form.append('file', new Blob([content]), 'any name.bin');
    const byFile = await fetch(`${api.url}/receipts/${body.id}/check`, { method: 'POST', body: form });
    expect(await byFile.json()).toMatchObject({ valid: true });
    const byHash = await fetch(`${api.url}/receipts/${body.id}/check`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sha256: sha256('wrong') }),
    });
    expect(await byHash.json()).toEqual({ valid: false, receipt: null });
  });
});
