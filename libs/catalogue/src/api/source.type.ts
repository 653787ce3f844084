import { Field, ObjectType } from '@nestjs/graphql';
import { UrlScalar } from '#libs/platform';
import { Attestation } from '../policies/terms.js';
import type { SourceRow } from '../queries/source-columns.js';
import './terms.js';

@ObjectType('Source', { description: 'Where something is known from, and how well that attests it.' })
export class SourceType {
  @Field({ description: 'The document, by name.' })
  document: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Address where it was found; null when there is none.' })
  url: string | null;

  @Field(() => [UrlScalar], { description: 'All addresses where it was found, the first one being url.' })
  urls: string[];

  @Field(() => String, { nullable: true, description: 'Section or article in the document.' })
  section: string | null;

  @Field(() => String, { nullable: true, description: 'Page or paragraph in the document.' })
  page: string | null;

  @Field(() => String, { nullable: true, description: 'Stage of the work it belongs to: interim, final, follow-up …' })
  stage: string | null;

  @Field(() => Attestation, { description: 'How well the document attests what is said.' })
  attestation: Attestation;

  @Field(() => String, { nullable: true, description: 'What to bear in mind about it.' })
  note: string | null;
}

export function toSourceType(row: SourceRow): SourceType {
  return makeSource({
    document: row.sourceDocument,
    urls: row.sourceUrl === null ? [] : [row.sourceUrl],
    section: row.sourceSection,
    page: row.sourcePage,
    stage: row.sourceStage,
    attestation: row.attestation,
    note: row.note,
  });
}

/** A source of which only some things are known. */
export function makeSource(known: Pick<SourceType, 'document' | 'attestation'> & Partial<SourceType>): SourceType {
  const urls = known.urls ?? [];
  return Object.assign(new SourceType(), {
    section: null,
    page: null,
    stage: null,
    note: null,
    ...known,
    urls,
    url: urls[0] ?? null,
  });
}
