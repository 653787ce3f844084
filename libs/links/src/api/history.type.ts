import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionType, DateTimeScalar } from '#libs/platform';
import { HistoryKind } from '../policies/history.js';
import type { HistoryRow } from '../queries/history.js';

registerEnumType(HistoryKind, {
  name: 'HistoryKind',
  description: 'What happened to a contribution.',
  valuesMap: {
    SUBMITTED: { description: 'It was handed in.' },
    REVIEW_STARTED: { description: 'Somebody began to judge it.' },
    CHANGES_REQUESTED: { description: 'Its author was asked to change it.' },
    PUBLISHED: { description: 'It was published, or its next revision replaced the published one.' },
    DECLINED: { description: 'It, or its next revision, was not taken.' },
    WITHDRAWN: { description: 'It was taken back.' },
    TAGGED: { description: 'An analyst changed its themes, systems or event.' },
    LINK_PROPOSED: { description: 'A link to a recommendation was proposed.' },
    LINK_CONFIRMED: { description: 'A link was confirmed; again, when an end had a newer text.' },
    LINK_REVISED: { description: 'A proposed link was changed.' },
    LINK_REJECTED: { description: 'A link was rejected.' },
    RELATED: { description: 'It was said what it is to another contribution, or another to it.' },
    RELATION_ENDED: { description: 'That was taken back.' },
  },
});

@ObjectType('HistoryEntry', { description: 'One step in the history of a contribution.' })
export class HistoryEntryType {
  @Field(() => HistoryKind, { description: 'What happened.' })
  kind: HistoryKind;

  @Field(() => DateTimeScalar, { description: 'When.' })
  at: Date;

  @Field(() => Int, { nullable: true, description: 'The revision that was handed in, published or tagged.' })
  revision: number | null;

  linkId: string | null;
  relationId: string | null;
  /** Who did it, set only for analysts and the submitter. */
  doer: { accountId: string | null } | null;
}

export const HistoryConnection = connectionType('HistoryEntry', () => HistoryEntryType);

export function toHistoryEntry({ accountId, insider, kind, at, ...row }: HistoryRow): HistoryEntryType {
  const { revision, linkId, relationId } = row;
  const doer = insider ? { accountId } : null;
  return Object.assign(new HistoryEntryType(), { kind, at, revision, linkId, relationId, doer });
}
