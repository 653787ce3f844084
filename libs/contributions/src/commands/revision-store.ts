import { v7 } from 'uuid';
import type { Transaction } from '#libs/platform';
import { ImplementationOption, PositionPaper, TechnologyNote } from '../entities/kind-details.entity.js';
import { Revision } from '../entities/revision.entity.js';
import {
  OptionDependency,
  RevisionAuthor,
  RevisionOrganisation,
  RevisionSystem,
  RevisionTheme,
} from '../entities/revision-names.entity.js';
import {
  type Audience,
  type Content,
  ContributionKind,
  fingerprint,
  type KindDetails,
  NO_DETAILS,
} from '../policies/content.js';

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

/** Reads a revision with all it says. */
export async function readRevision(transaction: Transaction, id: string): Promise<StoredRevision> {
  const manager = transaction.manager;
  const where = { revisionId: id };
  const order = { position: 'ASC' } as const;
  const row = await manager.findOneOrFail(Revision, { where: { id } });
  const [themes, systems, organisations, authors, dependencies, paper, note, option] = [
    await manager.find(RevisionTheme, { where, order }),
    await manager.find(RevisionSystem, { where, order }),
    await manager.find(RevisionOrganisation, { where, order }),
    await manager.find(RevisionAuthor, { where, order }),
    await manager.find(OptionDependency, { where, order }),
    await manager.findOne(PositionPaper, { where }),
    await manager.findOne(TechnologyNote, { where }),
    await manager.findOne(ImplementationOption, { where }),
  ];
  const details: KindDetails = { ...NO_DETAILS, dependsOn: dependencies.map((dependency) => dependency.optionId) };
  if (paper) Object.assign(details, { statement: paper.statement, asks: paper.asks });
  if (note) {
    Object.assign(details, {
      technology: note.technology,
      maturity: note.maturity,
      standards: note.standards,
      limits: note.limits,
    });
  }
  if (option) Object.assign(details, optionDetails(option));
  return {
    id,
    number: row.number,
    textVersion: row.textVersion,
    frozen: row.frozenAt !== null,
    content: {
      title: row.title,
      abstract: row.abstract,
      body: row.body,
      language: row.language,
      audience: row.audience as Audience,
      embargoUntil: row.embargoUntil,
      eventId: row.eventId,
      themeIds: themes.map((theme) => theme.themeId),
      systemIds: systems.map((system) => system.systemId),
      organisationIds: organisations.map((organisation) => organisation.organisationId),
      authorIds: authors.map((author) => author.personId),
      details,
    },
  };
}

function optionDetails(option: ImplementationOption) {
  const { architecture, prerequisites, risks, costLow, costHigh, costCurrency, costBasis } = option;
  const { durationLowMonths, durationHighMonths } = option;
  return {
    architecture,
    prerequisites,
    risks,
    costEstimate:
      costLow !== null && costHigh !== null && costCurrency !== null
        ? { low: costLow, high: costHigh, currency: costCurrency, basis: costBasis }
        : null,
    durationMonths:
      durationLowMonths !== null && durationHighMonths !== null
        ? { low: durationLowMonths, high: durationHighMonths }
        : null,
  };
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
  const { themeIds, systemIds, organisationIds, authorIds, details } = content;
  if (themeIds.length > 0) await manager.insert(RevisionTheme, rows(themeIds, 'themeId'));
  if (systemIds.length > 0) await manager.insert(RevisionSystem, rows(systemIds, 'systemId'));
  if (organisationIds.length > 0) await manager.insert(RevisionOrganisation, rows(organisationIds, 'organisationId'));
  if (authorIds.length > 0) await manager.insert(RevisionAuthor, rows(authorIds, 'personId'));
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
