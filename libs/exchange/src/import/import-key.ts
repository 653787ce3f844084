import { createHash } from 'node:crypto';
import { nameKey } from '#libs/directory';
import type { ImportItem } from './import-item.js';

/**
 * SHA-256 over what a paper says (its files by their hashes) and who says it, in hexadecimal: the same content is the same contribution. What people say
 * about it stays out (kind, date, address, event, themes, systems, links, audience), so better labels never make a double;
 * so do authors, whose names are spelt in many ways. White space and composed characters don't matter.
 */
export function importKey({ content, organisations, files }: ImportItem): string {
  const { title, abstract, body, language } = content;
  const { statement, asks, technology, maturity, standards, limits } = content;
  const { architecture, prerequisites, risks, costEstimate, durationMonths } = content;
  const said = [
    [title, language, abstract, body],
    organisations.map((organisation) => nameKey(organisation.name)).sort(),
    [statement, asks, technology, maturity, standards, limits],
    [architecture, prerequisites, risks],
    costEstimate ? [costEstimate.low, costEstimate.high, costEstimate.currency, costEstimate.basis] : null,
    durationMonths ? [durationMonths.low, durationMonths.high] : null,
    // Absent without files, so that such contents keep the key they had before there were any; in another order they say the same.
    ...(files.length > 0 ? [files.map((file) => file.sha256).sort()] : []),
  ];
  return createHash('sha256').update(JSON.stringify(said, normalise)).digest('hex');
}

/** Absent and empty are the same. */
function normalise(_: string, value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC').replace(/\s+/g, ' ').trim() || null;
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return null;
  return value;
}
