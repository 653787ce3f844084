import { resolve } from 'node:path';
import { readS3Url, type S3Place } from '../blob-store/s3-place.js';
import { readOcrLanguages } from './ocr-languages.js';
import { type Variable, type VariableName, variables } from './variables.js';

/** Thrown at start when settings are missing or wrong; its message is a readable list. */
export class ConfigurationError extends Error {}

/** The settings of one process, read once and checked; the only reader of process.env in apps and libs. */
export class Configuration {
  readonly host: string;
  readonly port: number;
  readonly allowedHosts: string[];
  /** Without a slash at its end. */
  readonly publicUrl: string | undefined;
  readonly home: string;
  readonly databaseUrl: string | undefined;
  readonly databasePool: number;
  /** The second search engine; undefined without one. The key is its master key. */
  readonly embeddings: { url: string; key: string | undefined; model: string } | undefined;
  readonly meilisearch: { url: string; masterKey: string | undefined; prefix: string } | undefined;
  /** The bucket that keeps files; undefined where a folder does. */
  readonly blobs: S3Place | undefined;
  /** In which text of images is recognised; none where it is not. */
  readonly ocrLanguages: string[];
  readonly demoPassword: string | undefined;
  readonly logLevel: string;

  constructor(environment: Record<string, string | undefined> = process.env) {
    const wrong: string[] = [];
    const read = (name: VariableName): string | undefined => {
      const variable: Variable = variables[name];
      const value = environment[name]?.trim() || variable.default;
      const fault = value === undefined || value === '' ? undefined : variable.check?.(value);
      if (fault) wrong.push(`${name} ${fault}. It is for: ${variable.description}`);
      return value || undefined;
    };
    this.host = read('HOST') ?? '127.0.0.1';
    this.port = Number(read('PORT'));
    this.allowedHosts = (read('ALLOWED_HOSTS') ?? '')
      .split(',')
      .map((host) => host.trim())
      .filter(Boolean);
    this.publicUrl = read('PUBLIC_URL')?.replace(/\/+$/, '');
    this.home = resolve(read('ROUNDTABLE_HOME') ?? '.roundtable');
    this.databaseUrl = read('DATABASE_URL');
    this.databasePool = Number(read('DATABASE_POOL'));
    const [url, masterKey, prefix] = [read('MEILI_URL'), read('MEILI_KEY'), read('MEILI_PREFIX') ?? 'roundtable'];
    this.meilisearch = url === undefined ? undefined : { url, masterKey, prefix };
    const [endpoint, key, model] = [read('EMBEDDINGS_URL'), read('EMBEDDINGS_KEY'), read('EMBEDDINGS_MODEL')];
    this.embeddings = endpoint === undefined ? undefined : { url: endpoint, key, model: model ?? 'all-MiniLM-L6-v2' };
    this.blobs = this.bucket(read, wrong);
    this.ocrLanguages = readOcrLanguages(read('OCR_LANGUAGES') ?? '');
    this.demoPassword = read('DEMO_PASSWORD');
    this.logLevel = read('LOG_LEVEL') ?? 'info';
    if (wrong.length > 0)
      throw new ConfigurationError(`Some settings are wrong:\n${wrong.map((w) => `  - ${w}`).join('\n')}`);
  }

  private bucket(read: (name: VariableName) => string | undefined, wrong: string[]): S3Place | undefined {
    const [url, accessKeyId, secretAccessKey] = [read('BLOB_URL'), read('BLOB_KEY'), read('BLOB_SECRET')];
    const place = url === undefined ? undefined : readS3Url(url);
    if (!place) return undefined;
    if (!accessKeyId || !secretAccessKey) wrong.push('BLOB_KEY and BLOB_SECRET must be set where BLOB_URL is.');
    const credentials = { accessKeyId: accessKeyId ?? '', secretAccessKey: secretAccessKey ?? '' };
    return { ...place, region: read('BLOB_REGION') ?? 'us-east-1', credentials };
  }
}
