import { Field, Float, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar, globalId } from '#libs/platform';
import { SuggestionKind } from '../engine/target.js';
import { SuggestionState } from '../policies/suggestion-state.js';
import type { SuggestionRow } from '../queries/suggestions.js';

registerEnumType(SuggestionKind, {
  name: 'SuggestionKind',
  description: 'What is suggested for a contribution.',
  valuesMap: {
    RECOMMENDATION: { description: 'A link to a recommendation.' },
    THEME: { description: 'A theme as tag.' },
    SYSTEM: { description: 'An information system as tag.' },
  },
});
registerEnumType(SuggestionState, {
  name: 'SuggestionState',
  description: 'What became of a suggestion.',
  valuesMap: {
    OPEN: { description: 'Not decided on yet.' },
    ACCEPTED: { description: 'Right: it became a link or a tag.' },
    CORRECTED: { description: 'Another was meant, and became a link or a tag.' },
    REJECTED: { description: 'Wrong, with a reason.' },
  },
});

@ObjectType('Suggestion', {
  description:
    'What a contribution probably speaks to, as its words tell. It counts nowhere until an analyst accepts it; for analysts and the submitter.',
})
export class SuggestionType {
  @Field(() => ID, { description: 'Opaque id.' })
  id: string;

  @Field(() => SuggestionKind, { description: 'What is suggested.' })
  kind: SuggestionKind;

  @Field(() => Float, {
    description:
      'How sure, 0 to 1: of invented papers on the subject about so large a share was right; elsewhere it may promise more.',
  })
  confidence: number;

  @Field(() => [String], {
    description:
      'What spoke for it: names and cues that the text says, systems that it names, its words as a whole, or its meaning.',
  })
  method: string[];

  @Field(() => SuggestionState, { description: 'What became of it.' })
  state: SuggestionState;

  @Field(() => String, { nullable: true, description: 'The reason of the decision.' })
  reason: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was decided on.' })
  decidedAt: Date | null;

  row: SuggestionRow;
}

/** Maps a row that passed the gate. */
export function toSuggestionType(row: SuggestionRow): SuggestionType {
  const { kind, confidence, method, state, reason, decidedAt } = row;
  const fields = { kind, confidence, method, state, reason, decidedAt };
  return Object.assign(new SuggestionType(), { id: globalId('Suggestion', row.id), ...fields, row });
}
