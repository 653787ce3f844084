import { describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '#libs/identity';
import { SearchEngineName } from '../engine.js';
import { slowEngine } from '../spec/slow-engine.js';
import { askOthers } from './ask-others.js';
import { parseQuery } from './parse-query.js';

const none = { ids: [], names: [], notes: [] };
const absent = { ...none, notes: [expect.objectContaining({ kind: 'ENGINE_ABSENT' })] };
const tookPart = { ids: ['a', 'b'], names: [SearchEngineName.MEILISEARCH], notes: [] };

const ask = ({ source }: ReturnType<typeof slowEngine>, query = 'words') =>
  askOthers([source], { query: parseQuery(query), language: undefined, actor: ANONYMOUS });

describe('an engine beside the database', () => {
  it('took part when it has answered, needed or not', async () => {
    const engine = slowEngine();
    const asked = ask(engine);
    engine.resolve(['a', 'b']);
    expect(await asked.needed()).toEqual(tookPart);
    expect(await asked.spared()).toEqual(tookPart);
  });

  it('is waited for where it is needed, and a short time where it is not', async () => {
    const engine = slowEngine();
    const asked = ask(engine);
    expect(await asked.spared()).toEqual(absent);
    const needed = asked.needed();
    engine.resolve(['a', 'b']);
    expect(await needed).toEqual(tookPart);
    const quick = slowEngine({ sparedMs: 60_000 });
    const spared = ask(quick).spared();
    quick.resolve(['a', 'b']);
    expect(await spared).toEqual(tookPart);
  });

  it('is missing when it failed or gave up, needed or not', async () => {
    const [failing, late] = [slowEngine(), slowEngine()];
    const asked = [ask(failing), ask(late)];
    failing.reject(new Error('refused'));
    late.resolve(undefined);
    for (const one of asked) {
      expect(await one.needed()).toEqual(absent);
      expect(await one.spared()).toEqual(absent);
    }
  });

  it('is not missing where it cannot help', async () => {
    expect(await ask(slowEngine({ takes: false })).needed()).toEqual(none);
    expect(await ask(slowEngine(), '').spared()).toEqual(none);
  });
});
