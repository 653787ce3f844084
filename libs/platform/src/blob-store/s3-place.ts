/** Where an S3-compatible service keeps our blobs, and the keys to it. */
export interface S3Place {
  endpoint: string;
  bucket: string;
  /** What the names of our objects begin with; empty, or ending in a slash. */
  prefix: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
}

/** Reads https://host/bucket or https://host/bucket/prefix; undefined for anything else. */
export function readS3Url(text: string): Pick<S3Place, 'endpoint' | 'bucket' | 'prefix'> | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash)
    return undefined;
  const [bucket = '', ...rest] = url.pathname.slice(1).replace(/\/+$/, '').split('/');
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) return undefined;
  if (!rest.every((part) => /^[A-Za-z0-9._-]+$/.test(part))) return undefined;
  return { endpoint: url.origin, bucket, prefix: rest.length > 0 ? `${rest.join('/')}/` : '' };
}
