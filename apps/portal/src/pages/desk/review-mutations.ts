import { graphql } from '../../api/generated';

export const AcceptSuggestion = graphql(`
  mutation AcceptSuggestion($input: AcceptSuggestionInput!) {
    acceptSuggestion(input: $input) {
      errors {
        ...Faults
      }
    }
  }
`);

export const CorrectSuggestion = graphql(`
  mutation CorrectSuggestion($input: CorrectSuggestionInput!) {
    correctSuggestion(input: $input) {
      addedTo
      errors {
        ...Faults
      }
    }
  }
`);

export const RejectSuggestion = graphql(`
  mutation RejectSuggestion($input: RejectSuggestionInput!) {
    rejectSuggestion(input: $input) {
      errors {
        ...Faults
      }
    }
  }
`);

export const ReopenSuggestion = graphql(`
  mutation ReopenSuggestion($input: ReopenSuggestionInput!) {
    reopenSuggestion(input: $input) {
      errors {
        ...Faults
      }
    }
  }
`);

export const DecideLink = graphql(`
  mutation DecideLink($input: DecideLinkInput!) {
    decideLink(input: $input) {
      errors {
        ...Faults
      }
    }
  }
`);

export const LinkPaper = graphql(`
  mutation LinkPaper($input: LinkRecommendationInput!) {
    linkRecommendation(input: $input) {
      errors {
        ...Faults
      }
    }
  }
`);

export const AddComment = graphql(`
  mutation AddReviewComment($input: AddReviewCommentInput!) {
    addReviewComment(input: $input) {
      errors {
        ...Faults
      }
    }
  }
`);

export const RemoveComment = graphql(`
  mutation RemoveReviewComment($input: RemoveReviewCommentInput!) {
    removeReviewComment(input: $input) {
      errors {
        ...Faults
      }
    }
  }
`);

export const StartReview = graphql(`
  mutation StartReview($input: ContributionTransitionInput!) {
    startReview(input: $input) {
      contribution {
        id
        version
      }
      errors {
        ...Faults
      }
    }
  }
`);

export const PublishPaper = graphql(`
  mutation PublishPaper($input: ContributionTransitionInput!) {
    publishContribution(input: $input) {
      contribution {
        id
        status
      }
      errors {
        ...Faults
      }
    }
  }
`);

export const DeclinePaper = graphql(`
  mutation DeclinePaper($input: ContributionTransitionInput!) {
    declineContribution(input: $input) {
      contribution {
        id
        status
      }
      errors {
        ...Faults
      }
    }
  }
`);

export const RequestChanges = graphql(`
  mutation RequestChanges($input: ContributionTransitionInput!) {
    requestChanges(input: $input) {
      contribution {
        id
        status
      }
      errors {
        ...Faults
      }
    }
  }
`);
