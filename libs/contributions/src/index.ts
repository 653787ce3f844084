export { contributionLoader } from './api/contribution.loader.js';
export {
  ContributionConnection,
  ContributionType,
  contributionTypes,
  toContributionType,
} from './api/contribution.type.js';
export { ContributionRelationType, toRelationType } from './api/relation.type.js';
export { RevisionType } from './api/revision.type.js';
export { FILTER_VALUES_MAX, SubjectFilter } from './api/subject-filter.input.js';
export { contributionsArea } from './area.js';
export type { ContentInput } from './commands/content-resolution.js';
export { CreateContribution, type ImportOrigin } from './commands/create-contribution.js';
export { DeclineContribution } from './commands/decline-contribution.js';
export { type ChangeOf, refuseState } from './commands/open-for-change.js';
export { PublishContribution } from './commands/publish-contribution.js';
export { RequestChanges } from './commands/request-changes.js';
export { ReviseContribution } from './commands/revise-contribution.js';
export { StartReview } from './commands/start-review.js';
export { SubmitContribution } from './commands/submit-contribution.js';
export { WithdrawContribution } from './commands/withdraw-contribution.js';
export { ContributionsModule } from './contributions.module.js';
export { ArchitectureStyle, Audience, ContributionKind, contentLimits } from './policies/content.js';
export {
  ContributionAction,
  ContributionStatus,
  type LifecycleSubject,
  partiesOf,
  transitionFor,
} from './policies/lifecycle.js';
export {
  publicRecordAt,
  readableContributions,
  readableOnceForThem,
  readableRevisions,
} from './policies/reading-gate.js';
export { ContributionRelations, RELATION_TABLES, readableRelations } from './queries/contribution-relations.js';
export type { ContributionRow } from './queries/contribution-rows.js';
export { Contributions } from './queries/contributions.js';
export { refuseUnknown, type SubjectCodes, type SubjectIds, SubjectLookup } from './queries/subject-lookup.js';
