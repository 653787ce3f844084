import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { areas } from '#apps/tables';
import { Themes } from '#libs/catalogue';
import { type Actor, ANONYMOUS, type RequestContext, Role, SaveAccount, SYSTEM } from '#libs/identity';
import { Database, LoaderSet } from '#libs/platform';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { EventResolver } from './api/event.resolver.js';
import { OrganisationResolver } from './api/organisation.resolver.js';
import { CreateOrganisation } from './commands/create-organisation.js';
import { FindOrCreateOrganisation, FindOrCreatePerson } from './commands/find-or-create.js';
import { LoadEvents } from './commands/load-events.js';
import { readEventFiles } from './files/read-event-files.js';
import { OrganisationKind } from './policies/organisation-kind.js';
import { Events } from './queries/events.js';
import { Organisations } from './queries/organisations.js';

describe('the directory', () => {
  let test: TestDatabase;
  let database: Database;
  let create: CreateOrganisation;
  let organisations: OrganisationResolver;
  let events: EventResolver;
  const analyst: Actor = { accountId: null, roles: new Set([Role.ANALYST]), organisationId: null };

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await new Database(test.url, areas).connect();
    create = new CreateOrganisation(database);
    organisations = new OrganisationResolver(new Organisations(database), create);
    events = new EventResolver(new Events(database), new Themes(database));
  });
  afterAll(async () => {
    await database?.close();
    await test?.drop();
  });

  const request = (): RequestContext => ({ actor: ANONYMOUS, loaders: new LoaderSet() });
  const lastFact = async () =>
    Number((await database.query<{ id: string }>('select coalesce(max(id), 0) as id from change_log'))[0]?.id);
  const factsAfter = (id: number) =>
    database.query<{ kind: string; subject_id: string }>(
      'select kind, subject_id from change_log where id > $1 order by id',
      [id],
    );

  describe('events', () => {
    it('loads them again without a change', async () => {
      const before = await lastFact();
      const load = new LoadEvents(database, new Themes(database));
      const result = await load.execute(SYSTEM, await readEventFiles());
      expect(result).toEqual({ added: 0, changed: 0, unchanged: 31, missing: [] });
      expect(await factsAfter(before)).toEqual([]);
    });

    it('changes one in place, with a fact, and keeps those that are missing', async () => {
      const before = await lastFact();
      const load = new LoadEvents(database, new Themes(database));
      const files = await readEventFiles();
      const changed = files
        .slice(1)
        .map((event) => (event.slug === 'rt-2024-11' ? { ...event, place: 'Buda', themes: ['BIO'] } : event));
      expect(await load.execute(SYSTEM, changed)).toEqual({
        added: 0,
        changed: 1,
        unchanged: 29,
        missing: [`Event ${files[0]?.slug}`],
      });
      expect((await factsAfter(before)).map((fact) => fact.kind)).toEqual(['EventChanged']);
      const event = await events.event('RT-2024-11');
      expect(event?.place).toBe('Buda');
      expect((await events.themes(event!, request())).map((theme) => theme.code)).toEqual(['BIO']);
    });

    it('finds the roundtable of June 2017, with both titles, sources and themes', async () => {
      const event = await events.event('RT-2017-06');
      expect(event?.titles).toHaveLength(2);
      expect(event?.source?.urls).toHaveLength(2);
      expect((await events.themes(event!, request())).map((theme) => theme.code).slice(0, 2)).toEqual([
        'COMP-ESP',
        'COMP-SBMS',
      ]);
      expect(await events.call(event!, request())).toBeNull();
      expect(await events.event('rt-1999-01')).toBeNull();
    });

    it('pages all of them, newest first', async () => {
      const first = await events.events({ first: 20 });
      const rest = await events.events({ first: 20, after: first.pageInfo.endCursor });
      const days = [...first.nodes, ...rest.nodes].map((event) => event.startsOn);
      expect([days.length, await first.totalCount, rest.pageInfo.hasNextPage]).toEqual([31, 31, false]);
      expect(days[0]).toBe('2026-06-12');
      expect(days.at(-1)).toBe('2014-11-06');
      expect(new Set([...first.nodes, ...rest.nodes].map((event) => event.id)).size).toBe(31);
    });

    it('reads 20 with themes and calls in as many statements as 2', async () => {
      const read = async (first: number) => {
        const before = database.statements.count;
        const context = request();
        const { nodes } = await events.events({ first });
        await Promise.all(
          nodes.map((event) => Promise.all([events.themes(event, context), events.call(event, context)])),
        );
        return database.statements.count - before;
      };
      expect(await read(20)).toBe(await read(2));
    });
  });

  describe('organisations', () => {
    const industry = OrganisationKind.INDUSTRY;

    it('are added by analysts, once', async () => {
      const before = await lastFact();
      const input = { name: '  Acme   Identity ', kind: industry, country: 'fr', rorId: '05a28rw58' };
      const { organisation } = await organisations.createOrganisation(analyst, input);
      expect(organisation).toMatchObject({ name: 'Acme Identity', country: 'FR', rorId: 'https://ror.org/05a28rw58' });
      expect(await factsAfter(before)).toEqual([{ kind: 'OrganisationAdded', subject_id: organisation?.uuid }]);
      await expect(create.execute(analyst, { name: 'ACME identity', kind: industry })).rejects.toMatchObject({
        faults: [{ code: 'DUPLICATE', path: ['name'] }],
      });
      await expect(create.execute(analyst, { ...input, name: 'Acme II' })).rejects.toMatchObject({
        faults: [{ code: 'DUPLICATE', path: ['rorId'] }],
      });
    });

    it('are not added by others, nor with faults', async () => {
      const expert: Actor = { ...analyst, roles: new Set([Role.EXPERT]) };
      await expect(create.execute(expert, { name: 'X', kind: industry })).rejects.toMatchObject({
        code: 'NOT_ALLOWED',
      });
      const wrong = { name: ' ', kind: industry, country: 'ZZ', rorId: 'ror' };
      await expect(create.execute(analyst, wrong)).rejects.toMatchObject({
        faults: [{ path: ['name'] }, { path: ['country'] }, { path: ['rorId'] }],
      });
      await expect(create.execute(analyst, { name: 'x'.repeat(301), kind: industry })).rejects.toMatchObject({
        code: 'TOO_LARGE',
      });
    });

    it('are found by part of the name, where wildcards are only letters', async () => {
      await create.execute(analyst, { name: '100% Secure_Border', kind: OrganisationKind.ACADEMIA, country: 'BE' });
      await create.execute(analyst, { name: '1000 SecureXBorder', kind: industry });
      const names = async (filter: Parameters<OrganisationResolver['organisations']>[1]) => {
        const connection = await organisations.organisations({ first: 100 }, filter);
        expect(await connection.totalCount).toBe(connection.nodes.length);
        return connection.nodes.map((organisation) => organisation.name);
      };
      expect(await names({ name: '100%' })).toEqual(['100% Secure_Border']);
      expect(await names({ name: 'secure_b' })).toEqual(['100% Secure_Border']);
      expect(await names({ countries: ['be'], kinds: [OrganisationKind.ACADEMIA] })).toEqual(['100% Secure_Border']);
      expect(await names({ name: '\\' })).toEqual([]);
    });

    it('are found or added by two imports at once, once', async () => {
      const find = new FindOrCreateOrganisation();
      const before = await lastFact();
      const run = (name: string) =>
        database.transaction((transaction) => find.execute(SYSTEM, { name, kind: industry }, transaction));
      const [one, other] = await Promise.all([run('Twice Ltd'), run('TWICE  ltd')]);
      expect(one.id).toBe(other.id);
      expect([one.created, other.created].sort()).toEqual([false, true]);
      expect((await factsAfter(before)).map((fact) => fact.kind)).toEqual(['OrganisationAdded']);
    });

    it('are demanded of accounts that name them', async () => {
      const save = new SaveAccount(database).execute(SYSTEM, {
        email: 'a@example.org',
        name: 'A',
        roles: [],
        password: 'long enough',
        organisationId: '00000000-0000-7000-8000-000000000000',
      });
      await expect(save).rejects.toMatchObject({ faults: [{ code: 'NOT_FOUND', path: ['organisationId'] }] });
    });
  });

  it('finds a person by ORCID iD, or by name and affiliation', async () => {
    const find = new FindOrCreatePerson();
    const run = (input: Parameters<FindOrCreatePerson['execute']>[1]) =>
      database.transaction((transaction) => find.execute(SYSTEM, input, transaction));
    const { id: affiliationId } = await create.execute(analyst, { name: 'Institute', kind: OrganisationKind.ACADEMIA });
    const jones = await run({ name: 'C. Jones', affiliationId });
    expect(await run({ name: 'c.  jones', affiliationId })).toEqual({ id: jones.id, created: false });
    expect((await run({ name: 'C. Jones' })).id).not.toBe(jones.id);
    const carberry = await run({ name: 'J. Carberry', orcid: 'https://orcid.org/0000-0002-1825-0097' });
    expect(await run({ name: 'Josiah Carberry', orcid: '0000-0002-1825-0097' })).toEqual({
      id: carberry.id,
      created: false,
    });
  });
});
