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
        code
        message
        path
      }
    }
  }
`);

export const EndToken = graphql(`
  mutation EndToken($input: EndTokenInput!) {
    endToken(input: $input) {
      errors {
        code
        message
        path
      }
    }
  }
`);

export const EndSession = graphql(`
  mutation EndSession($input: EndSessionInput!) {
    endSession(input: $input) {
      errors {
        code
        message
        path
      }
    }
  }
`);

export const ChangePassword = graphql(`
  mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input) {
      errors {
        code
        message
        path
      }
    }
  }
`);
