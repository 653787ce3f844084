import type { Upload } from 'tus-js-client';
import { PORTAL_HEADERS, SESSION_ENDED } from '../../api/client';
import type { MessageId } from '../../language/languages';

/** As the API has them: README, limits. */
export const MOST_FILES = 20;
export const MOST_BYTES = 50 * 1024 * 1024;
/** The same as it is told: 50 MB by any way of counting are taken. */
export const MOST_BYTES_TOLD = 50_000_000;

/** Names a file chooser offers; what a file is, the server tells by its content. */
export const ACCEPTED = '.pdf,.docx,.odt,.pptx,.html,.htm,.xhtml,.md,.markdown,.txt';

const ENDPOINT = '/files/resumable';
const RETRY_AFTER_MS = [0, 1_000, 3_000, 5_000];
const DAY = 24 * 60 * 60 * 1_000;

/** Why it did not arrive: in words of ours, or in those of the API. */
export interface SendFault {
  message: MessageId | undefined;
  told?: string;
  /** Sending it again can help, and goes on where it stopped. */
  canResume: boolean;
}

/** How a file on its way is held. */
export interface Control {
  stop: () => void;
  pause: () => void;
  resume: () => void;
}

/** What can be known of a file before it is sent. */
export function faultBefore(file: File, isKnown: boolean): MessageId | undefined {
  if (file.size === 0) return 'submit.files.empty';
  if (file.size > MOST_BYTES) return 'submit.files.tooLarge';
  return isKnown ? 'submit.files.twice' : undefined;
}

/**
 * Sends a file in parts, by a library that is loaded when it is needed; a broken line is tried again, and what the server has of a file
 * that was begun in this browser is not sent again. What to call: `pause` and `resume`, or `stop` for good: the server
 * forgets it.
 */
export async function sendFile(
  file: File,
  owner: string,
  on: { progress: (sent: number) => void; fault: (fault: SendFault) => void; receipt: (id: string) => void },
): Promise<Control> {
  const tus = await import('tus-js-client');
  const upload: Upload = new tus.Upload(file, {
    endpoint: new URL(ENDPOINT, location.origin).href,
    headers: PORTAL_HEADERS,
    metadata: { filename: file.name },
    retryDelays: RETRY_AFTER_MS,
    removeFingerprintOnSuccess: true,
    fingerprint: async () => `${owner} ${file.name} ${file.size} ${file.lastModified}`,
    onProgress: on.progress,
    onSuccess: ({ lastResponse }) => {
      const { id } = bodyOf(lastResponse.getBody());
      if (id) return on.receipt(id);
      // It was whole before we asked: the answer to the last part got lost.
      void fetch(upload.url ?? '', { headers: PORTAL_HEADERS })
        .then((response) => (response.ok ? response.json() : undefined))
        .then((receipt: { id?: string } | undefined) => {
          if (receipt?.id) on.receipt(receipt.id);
          else on.fault({ message: 'problem.fault', canResume: true });
        })
        .catch(() => on.fault({ message: 'submit.files.broken', canResume: true }));
      return undefined;
    },
    onError: (error) => on.fault(faultOf(error)),
  });
  const [before] = (await upload.findPreviousUploads()).filter(
    ({ creationTime }) => Date.now() - Date.parse(creationTime) < DAY,
  );
  if (before) upload.resumeFromPreviousUpload(before);
  upload.start();
  return {
    // That the server still has a part does no harm: it goes after a day.
    stop: () => void upload.abort(true).catch(() => undefined),
    pause: () => void upload.abort(),
    resume: () => upload.start(),
  };
}

function faultOf(error: Error): SendFault {
  const response =
    'originalResponse' in error ? (error.originalResponse as { getStatus(): number; getBody(): string } | null) : null;
  const status = response?.getStatus() ?? 0;
  if (status === 0) return { message: 'submit.files.broken', canResume: true };
  if (status === 401) {
    window.dispatchEvent(new Event(SESSION_ENDED));
    return { message: 'problem.session', canResume: true };
  }
  const told = bodyOf(response?.getBody()).message;
  return { message: told ? undefined : 'problem.fault', told, canResume: status >= 500 || status === 429 };
}

function bodyOf(text: string | undefined): { id?: string; message?: string } {
  try {
    return JSON.parse(text || '{}') as { id?: string; message?: string };
  } catch {
    return {};
  }
}
