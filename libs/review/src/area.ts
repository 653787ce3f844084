import type { Area } from '#libs/platform';
import { ReviewAssignment } from './entities/review-assignment.entity.js';
import { ReviewComment } from './entities/review-comment.entity.js';
import { Review1764000003500 } from './migrations/1764000003500-review.js';

export const reviewArea: Area = {
  name: 'review',
  entities: [ReviewAssignment, ReviewComment],
  migrations: [Review1764000003500],
};
