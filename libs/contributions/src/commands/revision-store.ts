import { v7 } from 'uuid';
import type { Transaction } from '#libs/platform';
import { ImplementationOption, PositionPaper, TechnologyNote } from '../entities/kind-details.entity.js';
import { Revision } from '../entities/revision.entity.js';
import {
  OptionDependency,
  RevisionAuthor,
  RevisionFile,
  RevisionOrganisation,
  RevisionSystem,
  RevisionTheme,
} from '../entities/revision-names.entity.js';
import { type Content, ContributionKind, fingerprint, type KindDetails, NO_DETAILS } from '../policies/content.js';

export interface StoredRevision {
  id: string;
  number: number;
  textVersion: number;
  frozen: boolean;
  content: Content;
}

/** Writes a new, still editable revision. Returns its id. */
export async function insertRevision(
  transaction: Transaction,
  contribution: { id: string; kind: ContributionKind },
  place: { number: number; textVersion: number },
  content: Content,
  note: string | null = null,
): Promise<string> {
  const id = v7();
  await transaction.manager.insert(Revision, { id, contributionId: contribution.id, ...place, ...head(content), note });
  await insertParts(transaction, contribution.kind, id, content);
  return id;
}

/** Replaces what an editable revision says. */
export async function replaceContent(
  transaction: Transaction,
  kind: ContributionKind,
  revision: { id: string; textVersion: number },
  content: Content,
): Promise<void> {
  await transaction.manager.update(
    Revision,
    { id: revision.id },
    { textVersion: revision.textVersion, ...head(content) },
  );
  const criteria = { revisionId: revision.id };
  for (const part of [
    RevisionTheme,
    RevisionSystem,
    RevisionOrganisation,
    RevisionAuthor,
    RevisionFile,
    OptionDependency,
    PositionPaper,
    TechnologyNote,
    ImplementationOption,
  ]) {
    await transaction.manager.delete(part, criteria);
  }
  await insertParts(transaction, kind, revision.id, content);
}

/** Makes a revision immutable, with its fingerprint and the note it was sent with. */
export async function freezeRevision(
  transaction: Transaction,
  kind: ContributionKind,
  revision: { id: string; content: Content },
  note: string | null,
): Promise<void> {
  await transaction.query(
    `update revision set frozen_at = now(), sha256 = $2, note = coalesce($3, note) where id = $1`,
    [revision.id, fingerprint(kind, revision.content), note],
  );
}

/** A revision row with everything that hangs on it, as one statement reads it. */
interface WholeRevision extends Omit<Content, 'details'> {
  number: number;
  textVersion: number;
  frozen: boolean;
  dependsOn: string[];
  paper: Pick<KindDetails, 'statement' | 'asks'> | null;
  technologyNote: Pick<KindDetails, 'technology' | 'maturity' | 'standards' | 'limits'> | null;
  option: Pick<KindDetails, 'architecture' | 'prerequisites' | 'risks' | 'costEstimate' | 'durationMonths'> | null;
}

/** Reads a revision with all it says. */
export async function readRevision(transaction: Transaction, id: string): Promise<StoredRevision> {
  const named = (table: string, column: string) =>
    `array(select n.${column} from ${table} n where n.revision_id = r.id order by n.position)`;
  const [row] = await transaction.query<WholeRevision>(
    `select r.number, r.text_version as "textVersion", r.frozen_at is not null as frozen, r.title, r.abstract, r.body, r.language,
       r.audience, r.embargo_until as "embargoUntil", r.event_id as "eventId",
       ${named('revision_theme', 'theme_id')} as "themeIds", ${named('revision_system', 'system_id')} as "systemIds",
       ${named('revision_organisation', 'organisation_id')} as "organisationIds",
       ${named('revision_author', 'person_id')} as "authorIds", ${named('option_dependency', 'option_id')} as "dependsOn",
       coalesce((select jsonb_agg(jsonb_build_object('id', f.file_id, 'sha256', f.sha256) order by f.position)
         from revision_file f where f.revision_id = r.id), '[]') as files,
       (select jsonb_build_object('statement', statement, 'asks', asks) from position_paper where revision_id = r.id) as paper,
       (select jsonb_build_object('technology', technology, 'maturity', maturity, 'standards', standards, 'limits', limits)
         from technology_note where revision_id = r.id) as "technologyNote",
       (select jsonb_build_object('architecture', architecture, 'prerequisites', prerequisites, 'risks', risks,
           'costEstimate', case when cost_currency is not null then
             jsonb_build_object('low', cost_low, 'high', cost_high, 'currency', cost_currency, 'basis', cost_basis) end,
           'durationMonths', case when duration_low_months is not null then
             jsonb_build_object('low', duration_low_months, 'high', duration_high_months) end)
         from implementation_option where revision_id = r.id) as option
     from revision r where r.id = $1`,
    [id],
  );
  if (!row) throw new Error(`There is no revision ${id}.`);
  const { number, textVersion, frozen, dependsOn, paper, technologyNote, option, ...content } = row;
  const details = { ...NO_DETAILS, ...paper, ...technologyNote, ...option, dependsOn };
  return { id, number, textVersion, frozen, content: { ...content, details } };
}

function head(content: Content) {
  const { title, abstract, body, language, audience, embargoUntil, eventId } = content;
  return { title, abstract, body, language, audience, embargoUntil, eventId };
}

async function insertParts(transaction: Transaction, kind: ContributionKind, revisionId: string, content: Content) {
  const manager = transaction.manager;
  const rows = <Key extends string>(ids: string[], key: Key) =>
    ids.map(
      (id, position) =>
        ({ revisionId, [key]: id, position }) as { revisionId: string; position: number } & Record<Key, string>,
    );
  const { themeIds, systemIds, organisationIds, authorIds, files, details } = content;
  if (themeIds.length > 0) await manager.insert(RevisionTheme, rows(themeIds, 'themeId'));
  if (systemIds.length > 0) await manager.insert(RevisionSystem, rows(systemIds, 'systemId'));
  if (organisationIds.length > 0) await manager.insert(RevisionOrganisation, rows(organisationIds, 'organisationId'));
  if (authorIds.length > 0) await manager.insert(RevisionAuthor, rows(authorIds, 'personId'));
  if (files.length > 0) {
    const attached = files.map(({ id, sha256 }, position) => ({ revisionId, fileId: id, sha256, position }));
    await manager.insert(RevisionFile, attached);
  }
  if (kind === ContributionKind.POSITION_PAPER) {
    await manager.insert(PositionPaper, { revisionId, statement: details.statement, asks: details.asks });
  } else if (kind === ContributionKind.TECHNOLOGY_NOTE) {
    const { technology, maturity, standards, limits } = details;
    await manager.insert(TechnologyNote, { revisionId, technology, maturity, standards, limits });
  } else {
    const { architecture, prerequisites, risks, costEstimate, durationMonths, dependsOn } = details;
    await manager.insert(ImplementationOption, {
      revisionId,
      architecture,
      prerequisites,
      risks,
      costLow: costEstimate?.low ?? null,
      costHigh: costEstimate?.high ?? null,
      costCurrency: costEstimate?.currency ?? null,
      costBasis: costEstimate?.basis ?? null,
      durationLowMonths: durationMonths?.low ?? null,
      durationHighMonths: durationMonths?.high ?? null,
    });
    if (dependsOn.length > 0) await manager.insert(OptionDependency, rows(dependsOn, 'optionId'));
  }
}
