import { partialUploads, Readers, ReadFiles, recognitionCosts, recognitionLimits, SweepFiles } from '#libs/documents';
import { AnchorEvidence } from '#libs/links';
import { openBlobStore, type PlatformOptions } from '#libs/platform';
import { connectMeilisearch, doAskedWork, EngineWorker, ProjectDirty } from '#libs/search';
import { HttpEmbedder, MakeSuggestions, RefineSuggestions, Suggester } from '#libs/suggestions';
import { keepHouse } from './housekeeping.js';
import { startProjection } from './projection-loop.js';

/** Files read at the same time, each in a process that may take 512 MB. */
const READERS = 2;

/** In a second engine heads are to follow within a second, passages within two. */
const GATHER_MS = { HEAD: 400, TEXT: 1_000 };

/** A running worker. */
export interface Working {
  /** Finishes what is in hand, then stops. */
  stop(): Promise<void>;
}

/** Starts the worker's loops on a connected database. Any number of workers may run. */
export function startWorker({ configuration, database, log }: PlatformOptions): Working {
  const connection = connectMeilisearch(configuration);
  const worker = connection && new EngineWorker(database, connection, { gatherMs: GATHER_MS });
  const house = { database, log, meilisearch: connection && worker && { connection, worker } };
  const embedder =
    configuration.embeddings &&
    new HttpEmbedder(configuration.embeddings, (failure) => {
      if (failure === null) log.info('The endpoint for embeddings is back; it refines the order of suggestions again.');
      else
        log.warn(
          { failure },
          'The endpoint for embeddings failed; suggestions are ordered by words alone until it is back.',
        );
    });
  const suggester = new Suggester(database, embedder);
  const blobs = openBlobStore(configuration);
  // Evidence follows what is read, in the transaction that writes it.
  new AnchorEvidence(database);
  const readers = new Readers();
  const languages = configuration.ocrLanguages;
  const recognisers =
    languages.length > 0
      ? new Readers({ limits: recognitionLimits, recognition: { ...recognitionCosts, languages }, filesEach: 1 })
      : undefined;
  const readFiles = new ReadFiles(database, blobs, readers, recognisers ? 'LATER' : 'NONE');
  const sweeper = new SweepFiles(database, blobs, partialUploads(configuration));
  const loops = [
    startProjection(new ProjectDirty(database), log),
    ...Array.from({ length: READERS }, () =>
      startProjection(readFiles, log, { name: 'reading of files', idleMs: 500, batch: 1 }),
    ),
    ...(recognisers
      ? [
          startProjection(new ReadFiles(database, blobs, recognisers, 'NOW'), log, {
            name: 'recognition of scans',
            idleMs: 1_000,
            batch: 1,
          }),
        ]
      : []),
    startProjection(new MakeSuggestions(database, suggester), log, {
      name: 'suggestions',
      idleMs: 1_000,
      batch: 10,
    }),
    ...(embedder
      ? [
          startProjection(new RefineSuggestions(database, suggester), log, {
            name: 'suggestions by meaning',
            idleMs: 1_000,
            batch: 10,
          }),
        ]
      : []),
    ...(worker ? [startProjection(worker, log, { name: 'Meilisearch', idleMs: 100 })] : []),
    startProjection({ runOnce: (_, ending) => doAskedWork({ database, meilisearch: connection }, ending) }, log, {
      name: 'asked index work',
      idleMs: 2_000,
    }),
    startProjection({ runOnce: (_, ending) => sweeper.execute(ending).then(() => 0) }, log, {
      name: 'removal of files that nobody needs',
      idleMs: 10 * 60_000,
      awayMs: 10 * 60_000,
    }),
    startProjection({ runOnce: (_, ending) => keepHouse(house, ending).then(() => 0) }, log, {
      name: 'housekeeping',
      idleMs: 60_000,
      awayMs: 10 * 60_000,
    }),
  ];
  return {
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
      await Promise.all([readers.close(), recognisers?.close()]);
    },
  };
}
