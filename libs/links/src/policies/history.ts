/** What can happen to a contribution and its links, as its history tells it. */
export enum HistoryKind {
  SUBMITTED = 'SUBMITTED',
  REVIEW_STARTED = 'REVIEW_STARTED',
  CHANGES_REQUESTED = 'CHANGES_REQUESTED',
  PUBLISHED = 'PUBLISHED',
  DECLINED = 'DECLINED',
  WITHDRAWN = 'WITHDRAWN',
  TAGGED = 'TAGGED',
  LINK_PROPOSED = 'LINK_PROPOSED',
  LINK_CONFIRMED = 'LINK_CONFIRMED',
  LINK_REVISED = 'LINK_REVISED',
  LINK_REJECTED = 'LINK_REJECTED',
  RELATED = 'RELATED',
  RELATION_ENDED = 'RELATION_ENDED',
}

/** The facts of the change log that are told; drafts are nobody's affair, and what is not named here stays untold. */
export const CONTRIBUTION_FACTS: Record<string, HistoryKind> = {
  ContributionSubmitted: HistoryKind.SUBMITTED,
  ReviewStarted: HistoryKind.REVIEW_STARTED,
  ChangesRequested: HistoryKind.CHANGES_REQUESTED,
  ContributionPublished: HistoryKind.PUBLISHED,
  ContributionDeclined: HistoryKind.DECLINED,
  ContributionWithdrawn: HistoryKind.WITHDRAWN,
  ContributionTagged: HistoryKind.TAGGED,
};
export const LINK_FACTS: Record<string, HistoryKind> = {
  LinkProposed: HistoryKind.LINK_PROPOSED,
  LinkConfirmed: HistoryKind.LINK_CONFIRMED,
  LinkRevised: HistoryKind.LINK_REVISED,
  LinkRejected: HistoryKind.LINK_REJECTED,
};
export const RELATION_FACTS: Record<string, HistoryKind> = {
  ContributionsRelated: HistoryKind.RELATED,
  RelationEnded: HistoryKind.RELATION_ENDED,
};
