import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Role, SaveAccount, SYSTEM } from '#libs/identity';
import { startTestApi, type TestApi } from './support/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.close());

const PORTAL = { 'x-roundtable': 'portal', 'content-type': 'application/json' };

/** Signs a browser in; its cookie, or undefined. */
async function signIn(email: string, password = 'correct horse battery', cookie?: string): Promise<string | undefined> {
  const response = await fetch(`${api.url}/session`, {
    method: 'POST',
    headers: { ...PORTAL, ...(cookie ? { cookie } : {}) },
    body: JSON.stringify({ email, password }),
  });
  return response.headers.get('set-cookie')?.split(';')[0];
}

// biome-ignore lint/suspicious/noExplicitAny: each test knows the shape it asked for.
type Any = any;

async function ask(
  cookie: string,
  query: string,
  variables?: object,
  headers: Record<string, string> = PORTAL,
): Promise<Any> {
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers, cookie },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as object) };
}
const who = async (cookie: string) => (await ask(cookie, '{ viewer { name } }')).data?.viewer?.name ?? null;

const CREATE = `mutation C($input: CreateAccountInput!) { createAccount(input: $input) { password account { id version roles hasGivenPassword organisation { name } } errors { code message path } } }`;
const step = (name: string) =>
  `mutation S($input: AccountVersionInput!) { ${name}(input: $input) { account { id version disabledAt } errors { code message } } }`;
const CHANGE = `mutation Ch($input: ChangeAccountInput!) { changeAccount(input: $input) { account { version roles name } errors { code message path } } }`;

async function make(email: string, roles: string[] = ['ANALYST']): Promise<Any> {
  const { data } = await api.as.administrator(CREATE, { input: { email, name: 'Somebody new', roles } });
  expect(data.createAccount.errors).toEqual([]);
  return { ...data.createAccount.account, password: data.createAccount.password };
}

describe('the session of a browser', () => {
  it('is new at every sign-in, and the one before ends', async () => {
    const first = (await signIn('analyst@example.org')) ?? '';
    const second = (await signIn('analyst@example.org', undefined, first)) ?? '';
    expect(second).not.toBe(first);
    expect(await who(second)).toBe('analyst');
    expect((await ask(first, '{ viewer { name } }')).status).toBe(401);
  });

  it('cannot be planted: a secret that the server did not make signs nobody in', async () => {
    const planted = `roundtable_session=rs_${'A'.repeat(43)}`;
    const made = (await signIn('analyst@example.org', undefined, planted)) ?? '';
    expect(made).not.toBe(planted);
    expect((await ask(planted, '{ viewer { name } }')).status).toBe(401);
  });

  it('counts only in what the portal sends itself', async () => {
    const cookie = (await signIn('analyst@example.org')) ?? '';
    const name = async (headers: Record<string, string>) =>
      (await ask(cookie, '{ viewer { name } }', undefined, headers)).data?.viewer ?? null;
    expect(await name({})).toBeNull();
    expect(await name({ ...PORTAL, 'sec-fetch-site': 'cross-site' })).toBeNull();
    expect(await name({ ...PORTAL, 'sec-fetch-site': 'same-site' })).toBeNull();
    expect(await name({ ...PORTAL, origin: 'https://elsewhere.example' })).toBeNull();
    expect(await name({ ...PORTAL, 'sec-fetch-site': 'same-origin' })).toEqual({ name: 'analyst' });
  });

  it('ends after idling, and after its twelve hours however busy it is', async () => {
    for (const age of [
      `last_seen_at = now() - interval '121 minutes'`,
      `created_at = now() - interval '12 hours 1 minute'`,
    ]) {
      const cookie = (await signIn('analyst@example.org')) ?? '';
      expect(await who(cookie)).toBe('analyst');
      await api.database.query(`update session set ${age} where ended_at is null`);
      expect((await ask(cookie, '{ viewer { name } }')).status).toBe(401);
    }
  });

  it('is listed, and ended one by one or all but the own', async () => {
    await api.database.query('update session set ended_at = now() where ended_at is null');
    const own = (await signIn('rival@example.org')) ?? '';
    const others = [(await signIn('rival@example.org')) ?? '', (await signIn('rival@example.org')) ?? ''];
    const { data } = await ask(own, '{ ownSessions { id current } }');
    expect(data.ownSessions.filter(({ current }: Any) => current)).toHaveLength(1);
    expect(data.ownSessions).toHaveLength(3);
    const END =
      'mutation E($input: EndSessionInput!) { endSession(input: $input) { sessions { id } errors { code } } }';
    const stranger = (await signIn('expert@example.org')) ?? '';
    const foreign = await ask(stranger, END, { input: { id: data.ownSessions[0].id } });
    expect(foreign.data.endSession.errors).toEqual([{ code: 'NOT_FOUND' }]);
    const left = await ask(own, END, { input: {} });
    expect(left.data.endSession.sessions).toHaveLength(1);
    for (const other of others) expect((await ask(other, '{ viewer { name } }')).status).toBe(401);
    expect(await who(own)).toBe('rival');
  });
});

describe('own tokens', () => {
  it('are shown once, listed by name, and ended at once', async () => {
    const MAKE =
      'mutation M($input: MakeTokenInput!) { makeToken(input: $input) { token tokens { id name expiresAt lastUsedAt } errors { code path } } }';
    const { data } = await api.as.expert(MAKE, { input: { name: 'nightly report', days: 7 } });
    const { token, tokens } = data.makeToken;
    expect(token).toMatch(/^rt_/);
    const made = tokens.find(({ name }: Any) => name === 'nightly report');
    expect(made.lastUsedAt).toBeNull();
    const use = () =>
      fetch(`${api.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: '{"query":"{ viewer { name } }"}',
      });
    expect((await use()).status).toBe(200);
    const list = await api.as.expert('{ ownTokens { name lastUsedAt } }');
    expect(JSON.stringify(list.data)).not.toContain(token);
    expect(list.data.ownTokens.find(({ name }: Any) => name === 'nightly report').lastUsedAt).not.toBeNull();
    const END = 'mutation E($input: EndTokenInput!) { endToken(input: $input) { tokens { name } errors { code } } }';
    expect((await api.as.rival(END, { input: { id: made.id } })).data.endToken.errors).toEqual([{ code: 'NOT_FOUND' }]);
    const ended = await api.as.expert(END, { input: { id: made.id } });
    expect(ended.data.endToken.tokens.map(({ name }: Any) => name)).not.toContain('nightly report');
    expect((await use()).status).toBe(401);
    const tooLong = await api.as.expert(MAKE, { input: { name: 'x', days: 4000 } });
    expect(tooLong.data.makeToken.errors).toMatchObject([{ code: 'INVALID', path: ['days'] }]);
    expect((await api.as.anonymous('{ ownTokens { name } }')).errors?.[0]?.extensions.code).toBe('NOT_SIGNED_IN');
  });
});

describe('the own password', () => {
  it('is changed with the present one; other sessions end', async () => {
    const made = await make('changes@example.org');
    const own = (await signIn('changes@example.org', made.password)) ?? '';
    const other = (await signIn('changes@example.org', made.password)) ?? '';
    const CHANGE_PASSWORD =
      'mutation P($input: ChangePasswordInput!) { changePassword(input: $input) { sessions { id } errors { code path } } }';
    const change = async (present: string, next: string) =>
      (await ask(own, CHANGE_PASSWORD, { input: { present, next } })).data.changePassword.errors;
    expect(await change('not this one', 'a better one for me')).toEqual([{ code: 'INVALID', path: ['present'] }]);
    expect(await change(made.password, 'short')).toEqual([{ code: 'INVALID', path: ['next'] }]);
    expect(await change(made.password, made.password)).toEqual([{ code: 'INVALID', path: ['next'] }]);
    expect((await ask(own, '{ viewer { hasGivenPassword } }')).data.viewer.hasGivenPassword).toBe(true);
    expect(await change(made.password, 'a better one for me')).toEqual([]);
    expect((await ask(own, '{ viewer { hasGivenPassword } }')).data.viewer.hasGivenPassword).toBe(false);
    expect((await ask(other, '{ viewer { name } }')).status).toBe(401);
    expect(await signIn('changes@example.org', made.password)).toBeUndefined();
    expect(await signIn('changes@example.org', 'a better one for me')).toBeDefined();
  });
});

describe('accounts', () => {
  it('are made with a password that is shown once, and only by administrators', async () => {
    const made = await make('new@example.org', ['EXPERT']);
    expect(made).toMatchObject({ version: 1, roles: ['EXPERT'], hasGivenPassword: true });
    expect(await signIn('new@example.org', made.password)).toBeDefined();
    const again = await api.as.administrator(CREATE, { input: { email: 'NEW@example.org', name: 'X', roles: [] } });
    expect(again.data.createAccount.errors).toMatchObject([{ code: 'DUPLICATE', path: ['email'] }]);
    const byAnalyst = await api.as.analyst(CREATE, {
      input: { email: 'a@example.org', name: 'X', roles: ['ADMINISTRATOR'] },
    });
    expect(byAnalyst.data.createAccount).toMatchObject({ account: null, errors: [{ code: 'NOT_ALLOWED' }] });
    const list = await api.as.administrator(
      '{ accounts(first: 50, filter: { text: "new@" }) { totalCount nodes { email } } }',
    );
    expect(list.data.accounts).toEqual({ totalCount: 1, nodes: [{ email: 'new@example.org' }] });
    const log = await api.database.query<{ payload: unknown }>(
      `select payload from change_log where kind = 'AccountMade'`,
    );
    expect(JSON.stringify(log)).not.toContain(made.password);
  });

  it('lose sessions and tokens at once when they are shut, and get them not back', async () => {
    const made = await make('leaves@example.org');
    const cookie = (await signIn('leaves@example.org', made.password)) ?? '';
    const shut = await api.as.administrator(step('disableAccount'), { input: { id: made.id, version: 1 } });
    expect(shut.data.disableAccount).toMatchObject({
      account: { version: 2, disabledAt: expect.any(String) },
      errors: [],
    });
    expect((await ask(cookie, '{ viewer { name } }')).status).toBe(401);
    expect(await signIn('leaves@example.org', made.password)).toBeUndefined();
    const late = await api.as.administrator(step('enableAccount'), { input: { id: made.id, version: 1 } });
    expect(late.data.enableAccount.errors).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
    await api.as.administrator(step('enableAccount'), { input: { id: made.id, version: 2 } });
    expect((await ask(cookie, '{ viewer { name } }')).status).toBe(401);
    expect(await signIn('leaves@example.org', made.password)).toBeDefined();
  });

  it('take a change of roles from the next request on', async () => {
    const made = await make('rises@example.org', []);
    const cookie = (await signIn('rises@example.org', made.password)) ?? '';
    expect((await ask(cookie, '{ reviewCounts { mine } }')).data).toBeNull();
    await api.as.administrator(CHANGE, { input: { id: made.id, version: 1, name: 'Risen', roles: ['ANALYST'] } });
    expect((await ask(cookie, '{ reviewCounts { mine } }')).data.reviewCounts.mine).toBe(0);
  });

  it('end their sessions when the command line gives them another password', async () => {
    const { password } = await make('reset@example.org', ['ANALYST']);
    const cookie = (await signIn('reset@example.org', password)) ?? '';
    const status = async () => (await ask(cookie, '{ viewer { name } }')).status;
    expect(await status()).toBe(200);
    await new SaveAccount(api.database).execute(SYSTEM, {
      email: 'reset@example.org',
      name: 'reset',
      roles: [Role.ANALYST],
      password: 'correct horse battery',
    });
    expect(await status()).toBe(401);
  });

  it('always leave one administrator, also when two shut each other at the same moment', async () => {
    const { data } = await api.as.administrator(
      '{ viewer { id } accounts(first: 50, filter: { roles: [ADMINISTRATOR] }) { nodes { id version name } } }',
    );
    const own = data.accounts.nodes.find(({ id }: Any) => id === data.viewer.id);
    const demote = await api.as.administrator(CHANGE, {
      input: { id: own.id, version: own.version, name: own.name, roles: ['ANALYST'] },
    });
    expect(demote.data.changeAccount.errors).toMatchObject([
      { code: 'WRONG_STATE', message: expect.stringContaining('last administrator') },
    ]);
    const self = await api.as.administrator(step('disableAccount'), { input: { id: own.id, version: own.version } });
    expect(self.data.disableAccount.errors).toMatchObject([{ code: 'WRONG_STATE' }]);

    // Nor on the command line.
    const again = { email: 'administrator@example.org', name: 'administrator', password: 'correct horse battery' };
    const save = new SaveAccount(api.database);
    await expect(save.execute(SYSTEM, { ...again, roles: [Role.ANALYST] })).rejects.toMatchObject({
      code: 'WRONG_STATE',
      message: 'This is the last administrator. Make another account an administrator first.',
    });

    const other = await make('second@example.org', ['ADMINISTRATOR']);
    const cookie = (await signIn('second@example.org', other.password)) ?? '';
    const [one, two] = await Promise.all([
      api.as.administrator(step('disableAccount'), { input: { id: other.id, version: 1 } }),
      ask(cookie, step('disableAccount'), { input: { id: own.id, version: own.version + 1 } }),
    ]);
    const refused = [one.data.disableAccount.errors, two.data.disableAccount.errors].filter(
      (errors) => errors.length > 0,
    );
    expect(refused).toHaveLength(1);
    const [{ count }] = (await api.database.query<{ count: number }>(
      `select count(*)::int as count from account where 'ADMINISTRATOR' = any(roles) and disabled_at is null`,
    )) as [{ count: number }];
    expect(count).toBe(1);
  });
});
