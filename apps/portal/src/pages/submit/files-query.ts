import { graphql } from '../../api/generated';
import type { DraftFilesQuery } from '../../api/generated/graphql';

/** The files of a draft, or of the next revision, and how far each is read. */
export const DraftFiles = graphql(`
  query DraftFiles($id: ID!) {
    node(id: $id) {
      ... on Contribution {
        id
        files {
          ...FileOfDraft
        }
        pending {
          content {
            files {
              ...FileOfDraft
            }
          }
        }
      }
    }
  }

  fragment FileOfDraft on File {
    id
    name
    byteSize
    sha256
    url
    extraction {
      state
      pageCount
      pagesRead
      forRecognition
      language
      failure
      notes
      attempts
    }
  }
`);

export const AttachUpload = graphql(`
  mutation AttachUpload($input: AttachFileInput!) {
    attachFile(input: $input) {
      contribution {
        version
      }
      errors {
        ...Faults
      }
    }
  }
`);

export const TakeFileOut = graphql(`
  mutation TakeFileOut($input: DetachFileInput!) {
    detachFile(input: $input) {
      contribution {
        version
      }
      errors {
        ...Faults
      }
    }
  }
`);

export const ReadFileAgain = graphql(`
  mutation ReadFileAgain($input: RetryExtractionInput!) {
    retryExtraction(input: $input) {
      file {
        id
      }
      errors {
        ...Faults
      }
    }
  }
`);

type Found = NonNullable<DraftFilesQuery['node']>;
type PaperWithFiles = Extract<Found, { files: unknown }>;
export type FileOfDraft = PaperWithFiles['files'][number];

/** Of a published paper, those of its next revision. */
export function filesOf(node: DraftFilesQuery['node'] | undefined): readonly FileOfDraft[] {
  if (!node || !('files' in node)) return [];
  return node.pending?.content.files ?? node.files;
}
