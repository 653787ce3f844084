import { type Area, ErrorCode } from '#libs/platform';
import { Blob } from './entities/blob.entity.js';
import { ExtractedPassage } from './entities/extracted-passage.entity.js';
import { Extraction } from './entities/extraction.entity.js';
import { File } from './entities/file.entity.js';
import { Passage } from './entities/passage.entity.js';
import { Upload } from './entities/upload.entity.js';
import { Passages1764000000600 } from './migrations/1764000000600-passages.js';
import { Files1764000003010 } from './migrations/1764000003010-files.js';
import { Extractions1764000003100 } from './migrations/1764000003100-extractions.js';
import { Recognition1764000004000 } from './migrations/1764000004000-recognition.js';
import { ExtractionClaims1764000004070 } from './migrations/1764000004070-extraction-claims.js';

export const documentsArea: Area = {
  name: 'documents',
  entities: [Passage, Blob, Upload, File, Extraction, ExtractedPassage],
  migrations: [
    Passages1764000000600,
    Files1764000003010,
    Extractions1764000003100,
    Recognition1764000004000,
    ExtractionClaims1764000004070,
  ],
  constraints: {
    fk_file_blob: {
      code: ErrorCode.NOT_FOUND,
      message: 'The uploaded file is not there any more. Send it again.',
      path: ['upload'],
    },
  },
};
