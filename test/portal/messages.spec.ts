import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const directory = join(process.cwd(), 'apps/portal/src/messages');
const read = (file: string) => JSON.parse(readFileSync(join(directory, file), 'utf8')) as Record<string, string>;
const english = read('en.json');
const others = readdirSync(directory).filter((file) => file !== 'en.json');

/** The names of the values that a text takes, e.g. {count}. */
const values = (text: string) => [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name!))].sort();

describe.each(others)('%s', (file) => {
  const messages = read(file);

  it('has every text that the English one has, in the same order', () => {
    expect(Object.keys(messages)).toEqual(Object.keys(english));
  });

  it('leaves no text empty, and puts the same values into it', () => {
    for (const [name, text] of Object.entries(messages)) {
      expect(`${name}: ${text.trim()}`).not.toBe(`${name}: `);
      expect(`${name}: ${values(text)}`).toBe(`${name}: ${values(english[name]!)}`);
    }
  });
});

it('the English one is in alphabetical order', () => {
  const names = Object.keys(english);
  expect(names).toEqual([...names].sort());
});
