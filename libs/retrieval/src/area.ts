import type { Area } from '#libs/platform';
import { IndexedText } from './entities/indexed-text.entity.js';
import { Posting } from './entities/posting.entity.js';
import { Term } from './entities/term.entity.js';
import { WordForm } from './entities/word-form.entity.js';
import { Retrieval1764000000700 } from './migrations/1764000000700-retrieval.js';
import { WordForms1764000001200 } from './migrations/1764000001200-word-forms.js';
import { MoreStemmers1764000004050 } from './migrations/1764000004050-more-stemmers.js';
import { OwnStemmers1764000004052 } from './migrations/1764000004052-own-stemmers.js';

export const retrievalArea: Area = {
  name: 'retrieval',
  entities: [Term, WordForm, IndexedText, Posting],
  migrations: [Retrieval1764000000700, WordForms1764000001200, MoreStemmers1764000004050, OwnStemmers1764000004052],
};
