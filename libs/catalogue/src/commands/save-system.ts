import { Inject, Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { type Actor, isAdministrator } from '#libs/identity';
import { checkVersion, Database, ErrorCode, refuse, tidyText, tidyTextOrNull } from '#libs/platform';
import { InformationSystem } from '../entities/information-system.entity.js';
import { CODE_SHAPE, CODE_WORDS, canonicalCode } from '../policies/codes.js';
import type { Confidence } from '../policies/terms.js';
import { tidySynonyms } from './tidy-words.js';

/** What can be said of an information system. */
export interface SystemInput {
  name: string;
  synonyms: string[];
  kind?: string | null;
  operator?: string | null;
  purpose?: string | null;
  dataSubjects?: string | null;
  biometrics?: string | null;
  statusNote?: string | null;
  source: string;
  confidence: Confidence;
}

/** Adds an information system, or changes one in place: papers mean the system, not its wording. For administrators. */
@Injectable()
export class SaveSystem {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Refuses NOT_ALLOWED, INVALID (code, name, source), DUPLICATE (the code). */
  create(actor: Actor, code: string, input: SystemInput): Promise<void> {
    checkAdministrator(actor);
    const key = canonicalCode(code);
    if (!CODE_SHAPE.test(key)) throw refuse(ErrorCode.INVALID, `Give ${CODE_WORDS}, e.g. EURODAC.`, ['code']);
    const said = checked(input);
    return this.database.transaction(async (transaction) => {
      await transaction.query('lock table information_system in share row exclusive mode');
      const [known] = await transaction.query('select 1 from information_system where code = $1', [key]);
      if (known) throw refuse(ErrorCode.DUPLICATE, `There is an information system ${key} already.`, ['code']);
      const [place] = await transaction.query<{ next: number }>(
        'select coalesce(max(position), 0)::int + 1 as next from information_system',
      );
      const id = v7();
      await transaction.manager.insert(InformationSystem, {
        id,
        code: key,
        ...said,
        position: place?.next ?? 1,
        // It comes from no file.
        contentHash: '',
      });
      await transaction.record(actor, {
        kind: 'InformationSystemAdded',
        subjectType: 'InformationSystem',
        subjectId: id,
        subjectVersion: 1,
        payload: { code: key },
      });
    });
  }

  /** Refuses NOT_ALLOWED, NOT_FOUND, VERSION_CONFLICT, INVALID. A later release that changes this system in its file replaces what is said here. */
  change(actor: Actor, code: string, version: number, input: SystemInput): Promise<void> {
    checkAdministrator(actor);
    const said = checked(input);
    return this.database.transaction(async (transaction) => {
      const [system] = await transaction.query<{ id: string; code: string; version: number }>(
        'select id, code, version from information_system where code = $1 for update',
        [canonicalCode(code)],
      );
      if (!system)
        throw refuse(ErrorCode.NOT_FOUND, `There is no information system “${code.slice(0, 60)}”.`, ['code']);
      checkVersion('information system', system.version, version);
      await transaction.manager.update(InformationSystem, { id: system.id }, { ...said, version: version + 1 });
      await transaction.record(actor, {
        kind: 'InformationSystemChanged',
        subjectType: 'InformationSystem',
        subjectId: system.id,
        subjectVersion: version + 1,
        payload: { code: system.code },
      });
    });
  }
}

function checkAdministrator(actor: Actor): void {
  if (!isAdministrator(actor))
    throw refuse(ErrorCode.NOT_ALLOWED, 'Only administrators add and change information systems.');
}

function checked({ synonyms, confidence, ...input }: SystemInput) {
  const name = tidyText(input.name);
  if (name === '') throw refuse(ErrorCode.INVALID, 'An information system needs a name.', ['name']);
  const source = tidyText(input.source);
  if (source === '') throw refuse(ErrorCode.INVALID, 'Say where this is known from.', ['source']);
  return {
    name,
    source,
    confidence,
    synonyms: tidySynonyms(synonyms),
    kind: tidyTextOrNull(input.kind),
    operator: tidyTextOrNull(input.operator),
    purpose: tidyTextOrNull(input.purpose),
    dataSubjects: tidyTextOrNull(input.dataSubjects),
    biometrics: tidyTextOrNull(input.biometrics),
    statusNote: tidyTextOrNull(input.statusNote),
  };
}
