import { graphql } from '../api/generated';

/** Who uses the portal. */
export const Viewer = graphql(`
  query Viewer {
    viewer {
      id
      email
      name
      roles
      organisation {
        id
        name
      }
    }
  }
`);
