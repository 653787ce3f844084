import type { Area } from '#libs/platform';
import { IndexedText } from './entities/indexed-text.entity.js';
import { Posting } from './entities/posting.entity.js';
import { Term } from './entities/term.entity.js';
import { Retrieval1764000000700 } from './migrations/1764000000700-retrieval.js';

export const retrievalArea: Area = {
  name: 'retrieval',
  entities: [Term, IndexedText, Posting],
  migrations: [Retrieval1764000000700],
};
