import { describe, expect, it } from '@jest/globals';
import { Refusal } from '../errors/refusal.js';
import { globalId, type NodeType, readGlobalId, uuidOf } from './global-id.js';

const UUID = '01a20ae6-08cf-778e-9eab-50275cb680e0';
const TYPES: NodeType[] = [
  'RecommendationSet',
  'Recommendation',
  'Theme',
  'InformationSystem',
  'LegalAct',
  'Organisation',
  'Person',
  'Event',
  'Contribution',
  'Revision',
  'Passage',
  'RecommendationLink',
  'Account',
  'ApiToken',
];

describe('global ids', () => {
  it.each(TYPES)('of a %s can be read back, and by no other type', (type) => {
    const id = globalId(type, UUID);
    expect(id).toMatch(/^[a-z]{3}_[0-9a-f]{32}$/);
    expect(readGlobalId(id)).toEqual({ type, uuid: UUID });
    for (const other of TYPES.filter((one) => one !== type)) expect(() => uuidOf(other, id)).toThrow(Refusal);
  });

  it('differ by type', () => {
    expect(new Set(TYPES.map((type) => globalId(type, UUID))).size).toBe(TYPES.length);
  });

  const id = globalId('Contribution', UUID);
  it.each([
    '',
    'con_',
    UUID,
    id.toUpperCase(),
    ` ${id}`,
    `${id} `,
    `${id}\n`,
    `${id}\u0000`,
    id.slice(0, -1),
    `${id}0`,
    id.replace('con', 'xyz'),
    id.replace('con', '__proto__'),
    id.replace('_', '-'),
    `con_${UUID}`,
    `con_${'g'.repeat(32)}`,
    'x'.repeat(1_000_000),
  ])('refuse what is none: %.50j', (text) => {
    expect(readGlobalId(text)).toBeUndefined();
    try {
      uuidOf('Contribution', text, ['id']);
      throw new Error('It was taken.');
    } catch (error) {
      const [fault] = (error as Refusal).faults;
      expect(fault).toMatchObject({ code: 'NOT_FOUND', path: ['id'] });
      expect(fault?.message.length).toBeLessThan(120);
    }
  });
});
