import { type Area, ErrorCode } from '#libs/platform';
import { Blob } from './entities/blob.entity.js';
import { File } from './entities/file.entity.js';
import { Passage } from './entities/passage.entity.js';
import { Upload } from './entities/upload.entity.js';
import { Passages1764000000600 } from './migrations/1764000000600-passages.js';
import { Files1764000003010 } from './migrations/1764000003010-files.js';

export const documentsArea: Area = {
  name: 'documents',
  entities: [Passage, Blob, Upload, File],
  migrations: [Passages1764000000600, Files1764000003010],
  constraints: {
    fk_file_blob: {
      code: ErrorCode.NOT_FOUND,
      message: 'The uploaded file is not there any more. Send it again.',
      path: ['upload'],
    },
  },
};
