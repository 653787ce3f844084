import type { TestApi } from './api.js';

// biome-ignore lint/suspicious/noExplicitAny: answers of any shape.
type Any = any;

/** An answer to a request for or with a file. */
export interface FileAnswer {
  status: number;
  headers: Headers;
  body: Any;
}

const bearer = (token: string | undefined): Record<string, string> =>
  token ? { authorization: `Bearer ${token}` } : {};

/** Sends a file as a browser's form would. */
export async function upload(
  url: string,
  token: string | undefined,
  content: string | Uint8Array,
  name = 'paper.txt',
  headers: Record<string, string> = {},
): Promise<FileAnswer> {
  const form = new FormData();
  form.append('file', new Blob([content as Uint8Array<ArrayBuffer>]), name);
  const response = await fetch(`${url}/files`, {
    method: 'POST',
    body: form,
    headers: { ...bearer(token), ...headers },
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Asks for a file; the body as text where it is no JSON. */
export async function download(
  url: string,
  path: string,
  token?: string,
  init: { method?: string; headers?: Record<string, string> } = {},
): Promise<FileAnswer> {
  const response = await fetch(`${url}${path}`, {
    method: init.method,
    headers: { ...bearer(token), ...init.headers },
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : text };
}

const FILE = 'file { id name mediaType byteSize sha256 url } contribution { id version status files { id name } }';

export async function attach(
  as: TestApi['as']['expert'],
  contribution: { id: string; version: number },
  receipt: string,
  name?: string,
): Promise<Any> {
  const answer = await as(
    `mutation Attach($input: AttachFileInput!) { attachFile(input: $input) { ${FILE} errors { code message path } } }`,
    { input: { contribution: contribution.id, version: contribution.version, upload: receipt, name } },
  );
  if (!answer.data) throw new Error(JSON.stringify(answer.errors));
  return answer.data.attachFile;
}

export async function detach(
  as: TestApi['as']['expert'],
  contribution: { id: string; version: number },
  file: string,
): Promise<Any> {
  const answer = await as(
    `mutation Detach($input: DetachFileInput!) { detachFile(input: $input) { ${FILE} errors { code message path } } }`,
    { input: { contribution: contribution.id, version: contribution.version, file } },
  );
  if (!answer.data) throw new Error(JSON.stringify(answer.errors));
  return answer.data.detachFile;
}

/** The least that every reader of PDF takes for one. */
export function smallPdf(words: string): Buffer {
  const stream = `BT /F1 12 Tf 72 720 Td (${words}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = text.length;
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  return Buffer.from(
    `${text}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
    'latin1',
  );
}
