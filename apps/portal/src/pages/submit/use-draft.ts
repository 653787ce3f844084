import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useClient } from 'urql';
import { type Problem, problemOf } from '../../api/problem';
import type { Fault } from '../../session/session-provider';
import { Draft as DraftDocument, type DraftRow, isDraftRow, ReviseDraft } from './draft-query';
import { type FieldName, type Fields, fieldOf, toFields, toInput } from './fields';
import { forget, type Kept, keep, readKept } from './kept';
import { differing, isSame, merge } from './merge';

/** Whether what is typed is with the server, in this browser only, or on its way. */
export type Saving = 'SAVED' | 'SAVING' | 'KEPT' | 'NOT_KEPT';

/** Fields that were changed here and, meanwhile, with the server. */
export interface Conflict {
  version: number;
  theirs: Fields;
  names: FieldName[];
}

export interface DraftState {
  row: DraftRow;
  fields: Fields;
  saving: Saving;
  /** What was typed before and not saved is here again. */
  isRestored: boolean;
  conflict: Conflict | undefined;
  problem: Problem | undefined;
  errors: Partial<Record<FieldName, Fault>>;
  /** Errors that belong to no field. */
  otherErrors: Fault[];
  set: <Name extends FieldName>(name: Name, value: Fields[Name]) => void;
  /** True when all is with the server. */
  save: () => Promise<boolean>;
  /** Changes something beside the fields, between two savings: no change of our own is in the way of another. */
  change: <Result extends Changed>(work: (version: number) => Promise<Result>) => Promise<Result>;
  resolve: (chosen: Fields) => void;
  /** Tells what the API found wrong with it. */
  tellErrors: (faults: readonly Fault[]) => void;
  /** Meets what the server has now, whoever changed it. */
  reload: () => Promise<void>;
}

/** What came of a change: the version it has made, or that somebody else was faster. */
export interface Changed {
  version?: number;
  isConflict?: boolean;
}

const KEEP_AFTER_MS = 250;
const SAVE_AFTER_MS = 4_000;

/**
 * What an author types, and where it is. Every change is kept in this browser at once, and saved with the server when the author pauses
 * or goes on; what is kept goes away when it is saved. When somebody else changed it meanwhile, fields that only one side changed are
 * put together, and of the others both texts stay until the author has chosen.
 */
export function useDraft(account: string, first: DraftRow): DraftState {
  const client = useClient();
  const [row, setRow] = useState(first);
  const start = useMemo(() => begin(account, first), [account, first]);
  const [fields, setFields] = useState(start.fields);
  const [base, setBase] = useState(start.base);
  const [version, setVersion] = useState(start.version);
  const [conflict, setConflict] = useState(start.conflict);
  const [saving, setSaving] = useState<Saving>(start.isRestored ? 'KEPT' : 'SAVED');
  const [problem, setProblem] = useState<Problem>();
  const [errors, setErrors] = useState<DraftState['errors']>({});
  const [otherErrors, setOtherErrors] = useState<Fault[]>([]);
  // What is typed last, for whatever runs later than it was set up.
  const latest = useRef({ fields, base, version, conflict, saving });
  latest.current = { fields, base, version, conflict, saving };
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  const keepNow = useCallback(() => {
    const { fields: typed, base: from, version: of } = latest.current;
    if (isSame(typed, from)) {
      if (latest.current.saving === 'SAVED') return;
      // What was typed and taken back, or given up for what others wrote, must not come again.
      forget(account, first.id);
      return setSaving('SAVED');
    }
    const kept: Kept = { version: of, base: from, fields: typed, at: new Date().toISOString() };
    setSaving(keep(account, first.id, kept) ? 'KEPT' : 'NOT_KEPT');
  }, [account, first.id]);

  const tellErrors = useCallback((faults: readonly Fault[]) => {
    const found: DraftState['errors'] = {};
    const others: Fault[] = [];
    for (const fault of faults) {
      const name = fieldOf(fault.path);
      if (name) found[name] ??= fault;
      else others.push(fault);
    }
    setErrors(found);
    setOtherErrors(others);
  }, []);

  /** What the server has now: what others changed and we did not is taken over, the rest is asked. */
  const meet = useCallback(async () => {
    const { data, error } = await client.query(DraftDocument, { id: first.id }, { requestPolicy: 'network-only' });
    if (error || !isDraftRow(data?.node)) return setProblem(error ? problemOf(error) : { message: 'problem.session' });
    const theirs = toFields(contentOf(data.node));
    const met = merge(latest.current.base, latest.current.fields, theirs);
    setRow(data.node);
    setFields(met.fields);
    latest.current = { ...latest.current, fields: met.fields };
    if (met.names.length > 0) return setConflict({ version: data.node.version, theirs, names: met.names });
    setBase(theirs);
    setVersion(data.node.version);
    latest.current = { ...latest.current, base: theirs, version: data.node.version };
    return undefined;
  }, [client, first.id]);

  const send = useCallback(async (): Promise<boolean> => {
    const { fields: typed, base: from, version: of, conflict: open } = latest.current;
    const names = differing(from, typed);
    if (names.length === 0) {
      setProblem(undefined);
      return true;
    }
    if (open) return false;
    setSaving('SAVING');
    const input = { id: first.id, version: of, ...toInput(typed, names) };
    const { data, error } = await client.mutation(ReviseDraft, { input });
    const payload = data?.reviseContribution;
    if (error || !payload) {
      keepNow();
      setProblem(error ? problemOf(error) : { message: 'problem.fault' });
      return false;
    }
    if (payload.errors.some(({ code }) => code === 'NOT_SIGNED_IN')) {
      keepNow();
      setProblem({ message: 'problem.session' });
      return false;
    }
    setProblem(undefined);
    if (payload.errors.some(({ code }) => code === 'VERSION_CONFLICT')) {
      keepNow();
      await meet();
      return false;
    }
    tellErrors(payload.errors);
    if (!payload.contribution) {
      keepNow();
      return false;
    }
    setBase(typed);
    setVersion(payload.contribution.version);
    latest.current = { ...latest.current, base: typed, version: payload.contribution.version };
    if (isSame(latest.current.fields, typed)) {
      forget(account, first.id);
      setSaving('SAVED');
    } else {
      keepNow();
    }
    return true;
  }, [account, client, first.id, keepNow, meet, tellErrors]);

  /** One at a time: the version of the next is what the one before has made. */
  const inTurn = useCallback(<Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = queue.current.then(work);
    queue.current = turn.catch(() => undefined);
    return turn;
  }, []);
  const save = useCallback(() => inTurn(send), [inTurn, send]);
  const reload = useCallback(() => inTurn(meet), [inTurn, meet]);
  const change = useCallback(
    <Result extends Changed>(work: (version: number) => Promise<Result>) =>
      inTurn(async () => {
        let result = await work(latest.current.version);
        if (result.isConflict) {
          // What others changed is taken over; what both did is asked first.
          await meet();
          result = await work(latest.current.version);
        }
        if (result.version) {
          setVersion(result.version);
          latest.current = { ...latest.current, version: result.version };
        }
        return result;
      }),
    [inTurn, meet],
  );

  // What is typed is kept when the author pauses for a moment, or leaves; and saved after a longer pause.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the pause begins anew with everything that is typed.
  useEffect(() => {
    const keeping = setTimeout(keepNow, KEEP_AFTER_MS);
    const savingLater = setTimeout(() => void save(), SAVE_AFTER_MS);
    return () => {
      clearTimeout(keeping);
      clearTimeout(savingLater);
    };
  }, [fields, keepNow, save]);
  useEffect(() => {
    const again = () => void save();
    window.addEventListener('pagehide', keepNow);
    window.addEventListener('online', again);
    return () => {
      window.removeEventListener('pagehide', keepNow);
      window.removeEventListener('online', again);
      keepNow();
    };
  }, [keepNow, save]);

  return {
    row,
    fields,
    saving,
    isRestored: start.isRestored,
    conflict,
    problem,
    errors,
    otherErrors,
    save,
    change,
    tellErrors,
    set: (name, value) => {
      setFields((before) => ({ ...before, [name]: value }));
      setErrors(({ [name]: _, ...others }) => others);
    },
    resolve: (chosen) => {
      if (!conflict) return;
      setFields(chosen);
      setBase(conflict.theirs);
      setVersion(conflict.version);
      setConflict(undefined);
    },
    reload,
  };
}

/** What the form begins with: what the server has, or what was typed over it and not saved. */
function begin(account: string, row: DraftRow) {
  const theirs = toFields(contentOf(row));
  const kept = readKept(account, row.id);
  if (!kept || isSame(kept.fields, theirs)) {
    return { fields: theirs, base: theirs, version: row.version, conflict: undefined, isRestored: false };
  }
  const { fields, names } =
    kept.version === row.version ? { fields: kept.fields, names: [] } : merge(kept.base, kept.fields, theirs);
  const conflict: Conflict | undefined = names.length > 0 ? { version: row.version, theirs, names } : undefined;
  return { fields, base: conflict ? kept.base : theirs, version: row.version, conflict, isRestored: true };
}

/** Of a published one, what is edited is its next revision. */
export function contentOf(row: DraftRow) {
  return row.pending?.content ?? row;
}
