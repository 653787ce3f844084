import { graphql } from '../../api/generated';

export const OwnAccess = graphql(`
  query OwnAccess {
    ownTokens {
      id
      name
      createdAt
      expiresAt
      lastUsedAt
    }
    ownSessions {
      id
      createdAt
      lastSeenAt
      current
    }
    viewer {
      id
      hasGivenPassword
    }
  }
`);

export const MakeToken = graphql(`
  mutation MakeToken($input: MakeTokenInput!) {
    makeToken(input: $input) {
      token
      errors {
        ...Faults
      }
    }
  }
`);

export const EndToken = graphql(`
  mutation EndToken($input: EndTokenInput!) {
    endToken(input: $input) {
      errors {
        ...Faults
      }
    }
  }
`);

export const EndSession = graphql(`
  mutation EndSession($input: EndSessionInput!) {
    endSession(input: $input) {
      errors {
        ...Faults
      }
    }
  }
`);

export const ChangePassword = graphql(`
  mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input) {
      errors {
        ...Faults
      }
    }
  }
`);
