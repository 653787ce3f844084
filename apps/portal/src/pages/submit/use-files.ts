import { createContext, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { type UseQueryResponse, useClient, useQuery } from 'urql';
import type { MessageId } from '../../language/languages';
import { AttachUpload, DraftFiles, type FileOfDraft, filesOf, ReadFileAgain, TakeFileOut } from './files-query';
import { type Control, faultBefore, MOST_FILES, type SendFault, sendFile } from './send-file';
import type { DraftState } from './use-draft';

/** A file on its way, from the moment it is chosen until it is one of the paper's. */
export interface Sending {
  key: number;
  name: string;
  size: number;
  sent: number;
  state: 'SENDING' | 'ATTACHING' | 'FAULT';
  fault?: SendFault;
}

export interface FilesState {
  files: readonly FileOfDraft[];
  /** False until the server has answered. */
  isKnown: boolean;
  /** How far the last look at the files is. */
  answer: UseQueryResponse;
  sendings: readonly Sending[];
  /** What went wrong with files of the paper, by id. */
  faults: Readonly<Record<string, { message?: MessageId; told?: string }>>;
  /** How many were chosen beyond the most that a paper may have. */
  beyond: number;
  add: (chosen: readonly File[]) => void;
  cancel: (key: number) => void;
  resume: (key: number) => void;
  remove: (file: FileOfDraft) => Promise<boolean>;
  readAgain: (file: FileOfDraft) => Promise<void>;
}

export const FilesContext = createContext<FilesState | undefined>(undefined);

/** The files of the paper being written. */
export function useFilesState(): FilesState {
  const files = useContext(FilesContext);
  if (!files) throw new Error('useFilesState needs a draft above it.');
  return files;
}

const LOOK_AGAIN_MS = 1_500;
const NONE: readonly FileOfDraft[] = [];

export const isBeingRead = ({ extraction: { state } }: FileOfDraft) => state === 'PENDING' || state === 'RUNNING';

/** Sends files, makes them the paper's one after another, and follows how they are read. It lives above the steps: sending goes on while one writes. */
export function useFiles(account: string, draft: DraftState): FilesState {
  const client = useClient();
  const { id } = draft.row;
  const { change } = draft;
  const answer = useQuery({ query: DraftFiles, variables: { id }, requestPolicy: 'network-only' });
  const [{ data, fetching }, ask] = answer;
  // A failed look takes nothing out of sight; the next one may succeed.
  const seen = useRef<readonly FileOfDraft[]>(undefined);
  if (data) seen.current = filesOf(data.node);
  const files = seen.current ?? NONE;
  const [sendings, setSendings] = useState<readonly Sending[]>([]);
  const [faults, setFaults] = useState<FilesState['faults']>({});
  const [beyond, setBeyond] = useState(0);
  const last = useRef(0);
  const controls = useRef(new Map<number, Control & { attach?: () => Promise<void> }>());
  const latest = useRef({ files, sendings });
  latest.current = { files, sendings };

  const look = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  const isReading = files.some(isBeingRead);
  useEffect(() => {
    if (!isReading || fetching) return undefined;
    const soon = setTimeout(look, LOOK_AGAIN_MS);
    return () => clearTimeout(soon);
  }, [isReading, fetching, look]);

  const isSending = sendings.some(({ state }) => state !== 'FAULT');
  useEffect(() => {
    if (!isSending) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isSending]);
  useEffect(() => {
    const going = controls.current;
    return () => {
      for (const { pause } of going.values()) pause();
    };
  }, []);

  const put = (key: number, part: Partial<Sending>) =>
    setSendings((before) => before.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const drop = (key: number) => {
    controls.current.delete(key);
    setSendings((before) => before.filter((one) => one.key !== key));
  };

  const attach = async (key: number, upload: string) => {
    put(key, { state: 'ATTACHING', fault: undefined });
    const { fault } = await change(async (version) => {
      const answer = await client.mutation(AttachUpload, { input: { contribution: id, version, upload } });
      return outcomeOf(answer.data?.attachFile);
    });
    if (!fault) {
      drop(key);
      return look();
    }
    const known = controls.current.get(key);
    if (known && fault.canResume) known.attach = () => attach(key, upload);
    return put(key, { state: 'FAULT', fault });
  };

  const begin = async (key: number, file: File) => {
    const control = await sendFile(file, `${account} ${id}`, {
      progress: (sent) => put(key, { sent }),
      fault: (fault) => put(key, { state: 'FAULT', fault }),
      receipt: (upload) => void attach(key, upload),
    }).catch(() => undefined);
    if (!control) return put(key, { state: 'FAULT', fault: { message: 'submit.files.broken', canResume: false } });
    // Cancelled while the library was being loaded.
    if (!latest.current.sendings.some((one) => one.key === key)) return control.stop();
    return void controls.current.set(key, control);
  };

  return {
    files,
    isKnown: seen.current !== undefined,
    answer,
    sendings,
    faults,
    beyond,
    add: (chosen) => {
      const under = sendings.filter(({ fault }) => !fault || fault.canResume);
      const room = Math.max(0, MOST_FILES - files.length - under.length);
      setBeyond(Math.max(0, chosen.length - room));
      const made = chosen.slice(0, room).map((file): [File, Sending] => {
        last.current += 1;
        const isTwice = under.some(({ name, size }) => name === file.name && size === file.size);
        const message = faultBefore(file, isTwice);
        const state = message ? 'FAULT' : 'SENDING';
        const fault = message && { message, canResume: false };
        return [file, { key: last.current, name: file.name, size: file.size, sent: 0, state, fault }];
      });
      setSendings((before) => [...before, ...made.map(([, sending]) => sending)]);
      latest.current.sendings = [...latest.current.sendings, ...made.map(([, sending]) => sending)];
      for (const [file, { key, state }] of made) if (state === 'SENDING') void begin(key, file);
    },
    cancel: (key) => {
      const fault = sendings.find((one) => one.key === key)?.fault;
      // Of what was refused for good nothing is left to be stopped.
      if (!fault || fault.canResume) controls.current.get(key)?.stop();
      drop(key);
    },
    resume: (key) => {
      const control = controls.current.get(key);
      if (!control) return;
      if (control.attach) return void control.attach();
      put(key, { state: 'SENDING', fault: undefined });
      control.resume();
    },
    remove: async (file) => {
      const { fault } = await change(async (version) => {
        const answer = await client.mutation(TakeFileOut, { input: { contribution: id, version, file: file.id } });
        return outcomeOf(answer.data?.detachFile);
      });
      setFaults(({ [file.id]: _, ...others }) => (fault ? { ...others, [file.id]: fault } : others));
      look();
      return !fault;
    },
    readAgain: async (file) => {
      const { data: answer } = await client.mutation(ReadFileAgain, { input: { file: file.id } });
      const { fault } = outcomeOf(answer?.retryExtraction);
      setFaults(({ [file.id]: _, ...others }) => (fault ? { ...others, [file.id]: fault } : others));
      look();
    },
  };
}

interface Payload {
  contribution?: { version: number } | null;
  errors: readonly { code: string; message: string }[];
}

/** What came of a mutation; a request that failed can be made again. */
function outcomeOf(payload: Payload | null | undefined): { version?: number; isConflict?: boolean; fault?: SendFault } {
  if (!payload) return { fault: { message: 'submit.files.broken', canResume: true } };
  const [first] = payload.errors;
  if (!first) return { version: payload.contribution?.version };
  const isConflict = first.code === 'VERSION_CONFLICT';
  if (isConflict) return { isConflict, fault: { message: 'submit.files.changed', canResume: true } };
  if (first.code === 'DUPLICATE') return { fault: { message: 'submit.files.known', canResume: false } };
  return { fault: { message: undefined, told: first.message, canResume: first.code === 'NOT_SIGNED_IN' } };
}
