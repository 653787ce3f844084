import { readS3Url } from '../blob-store/s3-place.js';
import { faultOfOcrLanguages } from './ocr-languages.js';

/** One environment variable: what it means, and what holds when it is absent. README's table is checked against this list. */
export interface Variable {
  description: string;
  default?: string;
  /** Returns what is wrong with a value, as the end of the sentence "NAME …"; undefined when it is fine. */
  check?: (value: string) => string | undefined;
}

const wholeNumber = (low: number, high: number) => (value: string) =>
  /^\d+$/.test(value) && Number(value) >= low && Number(value) <= high
    ? undefined
    : `must be a whole number from ${low} to ${high}`;

const httpUrl = (value: string) =>
  /^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/.test(value)
    ? undefined
    : 'must look like http://host:7700, without user and password';

const postgresUrl = (value: string) =>
  /^postgres(ql)?:\/\/\S+$/.test(value) ? undefined : 'must look like postgres://user:password@host:5432/database';

/** Every environment variable Roundtable reads. Nothing else in apps or libs touches process.env. */
export const variables = {
  HOST: { description: 'Address the server listens on.', default: '127.0.0.1' },
  PORT: {
    description: 'Port the server listens on; 0 takes a free one.',
    default: '4000',
    check: wholeNumber(0, 65535),
  },
  ALLOWED_HOSTS: {
    description:
      'Host names (comma separated) that requests may name in their Host header, besides localhost and HOST itself; * allows any.',
    default: '',
  },
  PUBLIC_URL: {
    description:
      'Address under which people reach Roundtable, e.g. https://roundtable.example.org: for citations, and what pages say about themselves.',
    check: httpUrl,
  },
  ROUNDTABLE_HOME: {
    description: 'Folder for data of the embedded parts, for files and for demo passwords.',
    default: '.roundtable',
  },
  DATABASE_URL: {
    description: 'An outside PostgreSQL (16 or later) instead of the embedded one.',
    check: postgresUrl,
  },
  DATABASE_POOL: {
    description: 'Connections to PostgreSQL that one process holds at most.',
    default: '10',
    check: wholeNumber(2, 200),
  },
  MEILI_URL: {
    description: 'A Meilisearch (1.50 or later) that helps PostgreSQL to find; without it PostgreSQL searches alone.',
    check: httpUrl,
  },
  MEILI_KEY: {
    description: 'Master key of that Meilisearch; search and index keys are made with it. Absent for one without keys.',
    check: (value: string) => (Buffer.byteLength(value) >= 16 ? undefined : 'must have at least 16 bytes'),
  },
  MEILI_PREFIX: {
    description: 'What the names of our indexes in that Meilisearch begin with.',
    default: 'roundtable',
    check: (value: string) =>
      /^[A-Za-z0-9-]{1,60}$/.test(value) ? undefined : 'must be at most 60 letters, digits and hyphens',
  },
  EMBEDDINGS_URL: {
    description:
      'Base of an OpenAI-compatible API whose embeddings refine the order of suggestions; without it words alone decide.',
    check: httpUrl,
  },
  EMBEDDINGS_KEY: {
    description: 'Bearer key of that API, if it wants one.',
    // What cannot stand in a head of HTTP would be told in the message that refuses it.
    check: (value: string) => (/^[\x21-\x7e]+$/.test(value) ? undefined : 'must be of ASCII characters without blanks'),
  },
  EMBEDDINGS_MODEL: { description: 'Name of its model for embeddings.', default: 'all-MiniLM-L6-v2' },
  BLOB_URL: {
    description:
      'Bucket of an S3-compatible service that keeps files, as https://host/bucket or https://host/bucket/prefix; without it a folder of ROUNDTABLE_HOME does.',
    check: (value: string) =>
      readS3Url(value)
        ? undefined
        : 'must look like https://host:9000/bucket or https://host/bucket/prefix, without keys',
  },
  BLOB_KEY: { description: 'Access key of that bucket.' },
  BLOB_SECRET: { description: 'Secret access key of that bucket.' },
  BLOB_REGION: { description: 'Region of that bucket.', default: 'us-east-1' },
  OCR_LANGUAGES: {
    description:
      'Languages (codes of Tesseract, comma separated, the likeliest first) in which text is recognised on pages that are images; without it scans have no text.',
    check: faultOfOcrLanguages,
  },
  DEMO_PASSWORD: {
    description:
      'Password of the three demo accounts, at least 8 characters; made up and kept in ROUNDTABLE_HOME when absent.',
    check: (value: string) => (value.length >= 8 ? undefined : 'must have at least 8 characters'),
  },
  LOG_LEVEL: {
    description: 'What is logged: fatal, error, warn, info, debug, trace or silent.',
    default: 'info',
    check: (value: string) =>
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'].includes(value)
        ? undefined
        : 'must be one of fatal, error, warn, info, debug, trace, silent',
  },
} satisfies Record<string, Variable>;

export type VariableName = keyof typeof variables;
