import { registerEnumType } from '@nestjs/graphql';
import { Attestation, Confidence, RecommendationKind } from '../policies/terms.js';

registerEnumType(Attestation, {
  name: 'Attestation',
  description: 'How well a source attests what is said.',
  valuesMap: {
    PRIMARY: { description: 'The document itself, or an official copy, was seen.' },
    OFFICIAL_RESTATEMENT: { description: 'An official body says so in another text.' },
    OFFICIAL_FOLLOW_UP: { description: 'An official body acted on it later.' },
    QUOTED_BY_THIRD_PARTY: { description: 'A third party quotes it.' },
    REPORTED_BY_THIRD_PARTY: { description: 'A third party reports it in its own words.' },
  },
});

registerEnumType(Confidence, {
  name: 'Confidence',
  description: 'How sure the facts of a record are.',
  valuesMap: {
    VERIFIED: { description: 'Seen in a source.' },
    SECONDARY: { description: 'Known second-hand.' },
    BACKGROUND: { description: 'Taken as known; no source was seen.' },
  },
});

registerEnumType(RecommendationKind, {
  name: 'RecommendationKind',
  description: 'What an item of a recommendation set is.',
  valuesMap: {
    RECOMMENDATION: { description: 'The group asks for something to be done.' },
    CONCLUSION: { description: 'The group concludes something.' },
    FINDING: { description: 'The group states a fact it found.' },
    PRINCIPLE: { description: 'A principle that was endorsed.' },
    MANDATE: { description: 'What the group was asked to do.' },
    ANNEXED_POSITION: { description: 'A position of one member, annexed to the report.' },
    FOLLOW_UP: { description: 'What others did after the report.' },
    INPUT: { description: 'What the group was told.' },
  },
});
