import { type Area, ErrorCode } from '#libs/platform';
import { AwaitedEvidence } from './entities/awaited-evidence.entity.js';
import { Evidence } from './entities/evidence.entity.js';
import { LinkClaim } from './entities/link-claim.entity.js';
import { RecommendationLink } from './entities/recommendation-link.entity.js';
import { Links1764000000800 } from './migrations/1764000000800-links.js';
import { LinkReading1764000001000 } from './migrations/1764000001000-link-reading.js';

import { EvidenceAnchors1764000003120 } from './migrations/1764000003120-evidence-anchors.js';
import { AwaitedEvidence1764000003900 } from './migrations/1764000003900-awaited-evidence.js';

export const linksArea: Area = {
  name: 'links',
  entities: [RecommendationLink, LinkClaim, Evidence, AwaitedEvidence],
  migrations: [
    Links1764000000800,
    LinkReading1764000001000,
    EvidenceAnchors1764000003120,
    AwaitedEvidence1764000003900,
  ],
  constraints: {
    uq_recommendation_link_ends: {
      code: ErrorCode.DUPLICATE,
      message: 'This contribution is linked to that recommendation already.',
      path: ['recommendation'],
    },
  },
};
