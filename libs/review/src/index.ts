export { reviewArea } from './area.js';
export { ReviewModule } from './review.module.js';
