import { Inject, Injectable } from '@nestjs/common';
import { type ContributionKind, readableContributions } from '#libs/contributions';
import type { Actor } from '#libs/identity';
import { Database } from '#libs/platform';

/** What has to be known of a contribution to cite it. */
export interface CitationSource {
  id: string;
  revisionId: string;
  reference: string | null;
  kind: ContributionKind;
  title: string;
  /** Empty when withdrawn. */
  abstract: string;
  language: string;
  /** The people who wrote it; where none are named, the organisations that speak are its authors. */
  authors: string[];
  organisations: string[];
  publishedAt: Date | null;
  submittedAt: Date | null;
  sourceDate: string | null;
  sourceUrl: string | null;
  isWithdrawn: boolean;
}

/** Reads them, through the reading gate. */
@Injectable()
export class CitationSources {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Those of the ids that the actor may read, in no order. */
  byIds(actor: Actor, ids: readonly string[]): Promise<CitationSource[]> {
    return this.select(actor, [ids], 'contribution.id = any($1::uuid[])');
  }

  /** By revisions that were published, as they read. */
  byPublished(actor: Actor, revisionIds: readonly string[]): Promise<CitationSource[]> {
    return this.select(
      actor,
      [revisionIds],
      'revision.id = any($1::uuid[]) and exists (select from publication p where p.revision_id = revision.id)',
      'revision.contribution_id = contribution.id',
    );
  }

  async byReference(actor: Actor, reference: string): Promise<CitationSource | undefined> {
    const [row] = await this.select(actor, [reference.trim().toUpperCase()], 'contribution.reference = $1');
    return row;
  }

  private select(
    actor: Actor,
    parameters: unknown[],
    which: string,
    says = 'revision.id = contribution.current_revision_id',
  ): Promise<CitationSource[]> {
    return this.database.query<CitationSource>(
      `select contribution.id, revision.id as "revisionId", contribution.reference, contribution.kind, revision.title, revision.language,
         case when contribution.status = 'WITHDRAWN' then '' else revision.abstract end as abstract,
         array(select person.name from revision_author named join person on person.id = named.person_id
           where named.revision_id = revision.id order by named.position) as authors,
         array(select organisation.name from revision_organisation named join organisation on organisation.id = named.organisation_id
           where named.revision_id = revision.id order by named.position) as organisations,
         contribution.published_at as "publishedAt", contribution.submitted_at as "submittedAt",
         contribution.source_date as "sourceDate", contribution.source_url as "sourceUrl",
         contribution.status = 'WITHDRAWN' as "isWithdrawn"
       from contribution join revision on ${says}
       where ${which} and ${readableContributions(actor, parameters, 'contribution')}`,
      parameters,
    );
  }
}
