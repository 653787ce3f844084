import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { fileLimits } from '#libs/documents';
import { ErrorCode, Refusal, refuse } from '#libs/platform';

/** An upload that moves no byte for so long is given up. */
const SILENCE_MS = 60_000;

/** The one file of a multipart request. Its content fails at its end if another file follows, so that none is lost silently. */
export async function onlyFile(request: FastifyRequest): Promise<{ name: string; content: AsyncIterable<Buffer> }> {
  if (!request.isMultipart()) {
    throw refuse(ErrorCode.INVALID, 'Send the file as multipart/form-data, in a part with a file name.');
  }
  request.raw.setTimeout(SILENCE_MS, () => request.raw.destroy());
  const parts = request.parts({
    // One byte more than is allowed comes through, by which it is seen that there are more.
    limits: { fileSize: fileLimits.bytes + 1, files: 2, fields: 10, parts: 12, fieldSize: 10_000, headerPairs: 50 },
  });
  try {
    for (;;) {
      const { value: part, done } = await parts.next();
      if (done)
        throw refuse(ErrorCode.INVALID, 'There is no file in this request. Send it in a part with a file name.');
      if (part.type === 'file') return { name: unescaped(part.filename), content: contentOf(request, part, parts) };
    }
  } catch (error) {
    throw explained(error);
  }
}

/** Browsers write three characters so that would end the name. */
function unescaped(filename = ''): string {
  return filename.replace(/%(0D|0A|22)/gi, (code) => decodeURIComponent(code));
}

async function* contentOf(
  request: FastifyRequest,
  file: MultipartFile,
  parts: AsyncIterableIterator<{ type: string }>,
): AsyncIterable<Buffer> {
  try {
    yield* file.file;
    for await (const part of parts) {
      if (part.type === 'file') throw refuse(ErrorCode.INVALID, 'Send one file a request.');
    }
  } catch (error) {
    throw explained(error);
  } finally {
    // From here on the sender waits for us.
    request.raw.setTimeout(0);
  }
}

/** What the parser finds wrong with a body, in our words; it may also be that its sender went away, and then nobody reads them. */
function explained(error: unknown): unknown {
  if (error instanceof Refusal) return error;
  const { code, message = '' } = error as { code?: string; message?: string };
  if (code?.startsWith('FST_') || /multipart|boundary|part/i.test(message)) {
    return refuse(ErrorCode.INVALID, 'This request is no whole multipart/form-data. Send it again.');
  }
  return error;
}
