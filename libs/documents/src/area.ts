import type { Area } from '#libs/platform';
import { Passage } from './entities/passage.entity.js';
import { Passages1764000000600 } from './migrations/1764000000600-passages.js';

export const documentsArea: Area = { name: 'documents', entities: [Passage], migrations: [Passages1764000000600] };
