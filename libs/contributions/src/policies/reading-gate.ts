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
  const free = `(${a}.embargo_until is null or ${a}.embargo_until <= now())`;
  const ways = [`(${wasPublished} and ${free} and ${a}.audience = 'PUBLIC')`];
  if (actor.accountId !== null) {
    parameters.push(actor.accountId);
    ways.push(`${a}.submitter_id = $${parameters.length}::uuid`);
  }
  if (isAnalyst(actor)) {
    ways.push(`(${wasPublished} and ${free} and ${a}.audience = 'AGENCY')`);
    ways.push(`(${a}.status <> 'DRAFT' and ${a}.reference is not null and ${a}.published_at is null)`);
    // An import in the making: analysts stand in for its missing submitter.
    ways.push(`(${a}.status = 'DRAFT' and ${a}.submitter_id is null)`);
  } else if (actor.organisationId !== null) {
    parameters.push(actor.organisationId);
    ways.push(
      `(${wasPublished} and ${free} and ${a}.audience = 'AGENCY' and ${a}.submitter_organisation_id = $${parameters.length}::uuid)`,
    );
  }
  if (isAdministrator(actor)) ways.push(`(${a}.status <> 'DRAFT' and ${a}.reference is not null)`);
  return `(${ways.join(' or ')})`;
}
