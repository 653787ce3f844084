import { setTimeout as sleep } from 'node:timers/promises';
import type { CandidateQuestion, CandidateSource, SearchEngineName } from '../engine.js';
import { type Note, SearchNoteKind } from './notes.js';

/** What engines beside PostgreSQL brought. */
export interface Others {
  /** Ids of contributions that match every word. */
  ids: string[];
  /** Who took part. */
  names: SearchEngineName[];
  /** Who was missing. */
  notes: Note[];
}

/** Engines that were asked and may not have answered yet. */
export interface AskedOthers {
  /** What they say, as long as each may take where it is needed. */
  needed(): Promise<Others>;
  /** What they say in the short time that is spent on them where the answer is whole without them. */
  spared(): Promise<Others>;
}

interface Asked {
  source: CandidateSource;
  answer: Promise<void>;
  /** Undefined until it answers. */
  ids?: readonly string[];
}

/** Asks the engines beside PostgreSQL that can help; one that fails or is late takes no part, is not named, and is missed in a note. */
export function askOthers(sources: readonly CandidateSource[], question: CandidateQuestion): AskedOthers {
  const began = performance.now();
  const helping = question.query.words.length > 0 ? sources.filter((source) => source.takes(question)) : [];
  const asked = helping.map((source) => {
    const one: Asked = { source, answer: Promise.resolve() };
    one.answer = source.candidates(question).then(
      (ids) => {
        one.ids = ids;
      },
      // The source itself tells its log and its state why; the answer only says that it is missing.
      () => undefined,
    );
    return one;
  });
  return {
    needed: async () => {
      await Promise.all(asked.map(({ answer }) => answer));
      return sum(asked);
    },
    spared: async () => {
      const waits = asked.map(({ source, answer }) =>
        Promise.race([
          answer,
          sleep(Math.max(0, began + source.sparedMs - performance.now()), undefined, { ref: false }),
        ]),
      );
      await Promise.all(waits);
      return sum(asked);
    },
  };
}

function sum(asked: readonly Asked[]): Others {
  const [took, missing] = [asked.filter((one) => one.ids), asked.filter((one) => !one.ids)];
  return {
    ids: took.flatMap((one) => one.ids ?? []),
    names: took.map((one) => one.source.name),
    notes: missing.map(({ source }) => ({
      kind: SearchNoteKind.ENGINE_ABSENT,
      message: `${source.name} did not answer in time; the answer is the database’s alone.`,
    })),
  };
}
