export { EvidenceType } from './api/link.resolver.js';
export { RecommendationLinkConnection, RecommendationLinkType } from './api/link.type.js';
export { linksArea } from './area.js';
export { DecideLink } from './commands/decide-link.js';
export { LinkRecommendation } from './commands/link-recommendation.js';
export { LinksModule } from './links.module.js';
export { LinkDecision, LinkOrigin, LinkState, Stance, Strength } from './policies/link.js';
export { LINK_TABLES, readableLinks, SUSPECT } from './policies/reading-gate.js';
export { Links } from './queries/links.js';
