import { graphql } from '../../api/generated';
import type { AccountsQuery } from '../../api/generated/graphql';

export const Accounts = graphql(`
  query Accounts($first: Int!, $after: String, $filter: AccountFilter) {
    accounts(first: $first, after: $after, filter: $filter) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...OneAccount
      }
    }
  }

  fragment OneAccount on ManagedAccount {
    id
    email
    name
    roles
    hasGivenPassword
    version
    createdAt
    disabledAt
    lastSeenAt
    organisation {
      id
      name
    }
  }
`);
export type ManagedAccount = AccountsQuery['accounts']['nodes'][number];

export const CreateAccount = graphql(`
  mutation CreateAccount($input: CreateAccountInput!) {
    createAccount(input: $input) {
      password
      errors {
        ...Faults
      }
    }
  }
`);

export const ChangeAccount = graphql(`
  mutation ChangeAccount($input: ChangeAccountInput!) {
    changeAccount(input: $input) {
      errors {
        ...Faults
      }
    }
  }
`);

export const DisableAccount = graphql(`
  mutation DisableAccount($input: AccountVersionInput!) {
    disableAccount(input: $input) {
      errors {
        ...Faults
      }
    }
  }
`);

export const EnableAccount = graphql(`
  mutation EnableAccount($input: AccountVersionInput!) {
    enableAccount(input: $input) {
      errors {
        ...Faults
      }
    }
  }
`);

export const RenewPassword = graphql(`
  mutation RenewPassword($input: AccountVersionInput!) {
    renewPassword(input: $input) {
      password
      errors {
        ...Faults
      }
    }
  }
`);

export const OrganisationNames = graphql(`
  query OrganisationNames($name: String) {
    organisations(first: 20, filter: { name: $name }) {
      nodes {
        id
        name
      }
    }
  }
`);
