/** What became of a suggestion. */
export enum SuggestionState {
  OPEN = 'OPEN',
  ACCEPTED = 'ACCEPTED',
  CORRECTED = 'CORRECTED',
  REJECTED = 'REJECTED',
}
