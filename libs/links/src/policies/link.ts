export enum Stance {
  SUPPORTS = 'SUPPORTS',
  SUPPORTS_WITH_CHANGES = 'SUPPORTS_WITH_CHANGES',
  ANSWERS = 'ANSWERS',
  QUESTIONS = 'QUESTIONS',
  OFFERS_ALTERNATIVE = 'OFFERS_ALTERNATIVE',
  OPPOSES = 'OPPOSES',
  UNSTATED = 'UNSTATED',
}

export enum Strength {
  MENTIONS = 'MENTIONS',
  ADDRESSES = 'ADDRESSES',
  CENTRAL = 'CENTRAL',
}

export enum LinkOrigin {
  AUTHOR = 'AUTHOR',
  ANALYST = 'ANALYST',
  SUGGESTED = 'SUGGESTED',
  IMPORTED = 'IMPORTED',
}

export enum LinkState {
  SUGGESTED = 'SUGGESTED',
  PROPOSED = 'PROPOSED',
  CONFIRMED = 'CONFIRMED',
  REJECTED = 'REJECTED',
}

export enum LinkEnd {
  CONTRIBUTION = 'CONTRIBUTION',
  RECOMMENDATION = 'RECOMMENDATION',
}

export enum LinkDecision {
  CONFIRM = 'CONFIRM',
  REJECT = 'REJECT',
}

export const linkLimits = { rationale: 3_000, reason: 3_000, evidence: 20, quote: 2_000, context: 200 };
