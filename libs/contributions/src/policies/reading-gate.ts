import { type Actor, isAdministrator, isAnalyst } from '#libs/identity';

/**
 * The one gate for reading: a SQL predicate over a row that has the columns status, audience, embargo_until,
 * published_at, reference, submitter_id and submitter_organisation_id. Every query that can return a contribution, or
 * anything that hangs on one, or that counts them, goes through it. Values are appended to `parameters`.
 *
 * Its submitter reads everything of it. Before publication, analysts read what was submitted: they judge it. Once
 * published (or withdrawn after that: the tombstone), the audience rules: PUBLIC anyone, AGENCY analysts and the
 * submitter's organisation, CONFIDENTIAL and anything under embargo the submitter and administrators. A draft is its
 * submitter's alone.
 */
export function readableContributions(actor: Actor, parameters: unknown[], alias: string): string {
  const a = alias;
  const wasPublished = `${a}.status in ('PUBLISHED', 'WITHDRAWN') and ${a}.published_at is not null`;
  const ways = [`(${wasPublished} and ${publishedFor(actor, parameters, a, a)})`];
  if (actor.accountId !== null) {
    parameters.push(actor.accountId);
    ways.push(`${a}.submitter_id = $${parameters.length}::uuid`);
  }
  if (isAnalyst(actor)) {
    ways.push(`(${a}.status <> 'DRAFT' and ${a}.reference is not null and ${a}.published_at is null)`);
    // An import in the making: analysts stand in for its missing submitter.
    ways.push(`(${a}.status = 'DRAFT' and ${a}.submitter_id is null)`);
  }
  if (isAdministrator(actor)) ways.push(`(${a}.status <> 'DRAFT' and ${a}.reference is not null)`);
  return `(${ways.join(' or ')})`;
}

/** Whether what was published was so for the actor too: by the audience and embargo that `said` names, a row of the contribution `c` or of a revision. */
function publishedFor(actor: Actor, parameters: unknown[], said: string, c: string): string {
  const audiences = [`${said}.audience = 'PUBLIC'`];
  if (isAnalyst(actor)) audiences.push(`${said}.audience = 'AGENCY'`);
  else if (actor.organisationId !== null) {
    parameters.push(actor.organisationId);
    audiences.push(`(${said}.audience = 'AGENCY' and ${c}.submitter_organisation_id = $${parameters.length}::uuid)`);
  }
  const free = `(${said}.embargo_until is null or ${said}.embargo_until <= now())`;
  return `${free} and ${audiences.length === 1 ? audiences[0] : `(${audiences.join(' or ')})`}`;
}

/**
 * What was published before is read by those for whom it was published then: a later text for all opens no earlier one. A predicate over the
 * row of a revision that was published (id, audience, embargo_until), and that of its contribution.
 */
export function readableOnceForThem(
  actor: Actor,
  parameters: unknown[],
  { contribution: c, revision: r }: { contribution: string; revision: string },
): string {
  if (isAdministrator(actor)) return 'true';
  // Of the current text the contribution itself says who reads it.
  const any = [`${c}.current_revision_id = ${r}.id`, publishedFor(actor, parameters, r, c)];
  if (actor.accountId !== null) any.push(`${c}.submitter_id = $${parameters.push(actor.accountId)}::uuid`);
  return `(${any.join(' or ')})`;
}

/**
 * Which revisions of a readable contribution are read with all they hold: the current one by all its readers; an earlier one that was
 * published by those for whom it was; frozen ones that never were by analysts too; and every one by its submitter. Of a withdrawn contribution,
 * none. The row of `revision` needs id, frozen_at, audience and embargo_until; that of `contribution` also current_revision_id.
 */
export function readableRevisions(
  actor: Actor,
  parameters: unknown[],
  { contribution: c, revision: r }: { contribution: string; revision: string },
): string {
  const wasPublished = `exists (select from publication p where p.revision_id = ${r}.id)`;
  const ways = [
    `${c}.current_revision_id = ${r}.id`,
    `${wasPublished} and ${readableOnceForThem(actor, parameters, { contribution: c, revision: r })}`,
  ];
  if (actor.accountId !== null) {
    parameters.push(actor.accountId);
    ways.push(`${c}.submitter_id = $${parameters.length}::uuid`);
  }
  // Analysts stand in for the submitter that an imported one lacks.
  if (isAnalyst(actor)) ways.push(`${r}.frozen_at is not null and not ${wasPublished}`, `${c}.submitter_id is null`);
  return `(${c}.status <> 'WITHDRAWN' and ${readableContributions(actor, parameters, c)} and (${ways.join(' or ')}))`;
}

/** What was public record at an instant (`at`: SQL), over rows of publication and contribution: published then, and not under embargo. */
export function publicRecordAt(
  at: string,
  { publication: p, contribution: c }: { publication: string; contribution: string },
): string {
  return `${p}.valid_from <= ${at} and (${p}.valid_to is null or ${p}.valid_to > ${at}) and (${c}.embargo_until is null or ${c}.embargo_until <= ${at})`;
}
