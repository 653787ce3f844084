import { type CandidateSource, SearchEngineName } from '../engine.js';

/** An engine beside the database that answers when the test says so. */
export function slowEngine({ takes = true, sparedMs = 20 } = {}) {
  let resolve: (ids: string[] | undefined) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const answer = new Promise<string[] | undefined>((...settle) => {
    [resolve, reject] = settle;
  });
  const source: CandidateSource = {
    name: SearchEngineName.MEILISEARCH,
    sparedMs,
    takes: () => takes,
    candidates: () => answer,
  };
  return { source, resolve, reject };
}
