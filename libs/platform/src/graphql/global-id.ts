import { ErrorCode, refuse } from '../errors/refusal.js';

/**
 * Ids of the API are opaque to clients: a short prefix that names the type, and the row's UUID. The prefix makes a
 * wrong id say so, and lets `node(id)` find its loader.
 */
export type NodeType =
  | 'RecommendationSet'
  | 'Recommendation'
  | 'Theme'
  | 'InformationSystem'
  | 'LegalAct'
  | 'Organisation'
  | 'Person'
  | 'Event'
  | 'Contribution'
  | 'Revision'
  | 'Passage'
  | 'File'
  | 'Upload'
  | 'RecommendationLink'
  | 'ContributionRelation'
  | 'Suggestion'
  | 'Account'
  | 'ApiToken'
  | 'Session'
  | 'ReviewComment'
  | 'SavedSearch';

const PREFIXES: Record<NodeType, string> = {
  RecommendationSet: 'set',
  Recommendation: 'rec',
  Theme: 'thm',
  InformationSystem: 'sys',
  LegalAct: 'act',
  Organisation: 'org',
  Person: 'per',
  Event: 'evt',
  Contribution: 'con',
  Revision: 'rev',
  Passage: 'psg',
  File: 'fil',
  Upload: 'upl',
  RecommendationLink: 'lnk',
  ContributionRelation: 'rel',
  Suggestion: 'sug',
  Account: 'acc',
  ApiToken: 'tok',
  Session: 'ses',
  ReviewComment: 'cmt',
  SavedSearch: 'sav',
};
const TYPES = new Map(Object.entries(PREFIXES).map(([type, prefix]) => [prefix, type as NodeType]));
const SHAPE = /^([a-z]{3})_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/;

export function globalId(type: NodeType, uuid: string): string {
  return `${PREFIXES[type]}_${uuid.replaceAll('-', '')}`;
}

/** Reads a global id; undefined when it is not one of ours. */
export function readGlobalId(id: string): { type: NodeType; uuid: string } | undefined {
  const match = SHAPE.exec(id);
  const type = match && TYPES.get(match[1] ?? '');
  return match && type ? { type, uuid: match.slice(2).join('-') } : undefined;
}

/** The UUID behind a global id of the expected type; a foreign or malformed id is "not found", like one that does not exist. */
export function uuidOf(type: NodeType, id: string, path?: string[]): string {
  const read = readGlobalId(id);
  if (read?.type !== type)
    throw refuse(ErrorCode.NOT_FOUND, `There is no ${words(type)} with the id “${id.slice(0, 60)}”.`, path);
  return read.uuid;
}

function words(type: NodeType): string {
  return type.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
