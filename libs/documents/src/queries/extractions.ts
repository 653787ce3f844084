import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';

export interface ExtractionRow {
  fileId: string;
  state: 'PENDING' | 'RUNNING' | 'DONE' | 'FAILED';
  pageCount: number | null;
  pagesRead: number;
  language: string | null;
  notes: string[];
  forRecognition: boolean;
  recognisedPages: number[];
  failure: string | null;
  attempts: number;
  finishedAt: Date | null;
}

/** Reads how far files are read, of files that passed the gate. */
@Injectable()
export class Extractions {
  constructor(@Inject(Database) private readonly database: Database) {}

  ofFiles(fileIds: readonly string[]): Promise<ExtractionRow[]> {
    return this.database.query(
      `select file_id as "fileId", state, page_count as "pageCount", pages_read as "pagesRead", language, notes, failure, attempts,
         for_recognition as "forRecognition", recognised_pages as "recognisedPages",
         finished_at as "finishedAt"
       from extraction where file_id = any($1::uuid[])`,
      [fileIds],
    );
  }
}
