import type { Receipt } from '#libs/documents';
import { ErrorCode, globalId } from '#libs/platform';
import { failure } from '../failure.js';

export const nothingThere = () => failure(404, ErrorCode.NOT_FOUND, 'There is no such file, or you may not read it.');

/** A receipt as it is handed out. */
export function receiptAnswer(receipt: Receipt): Record<string, unknown> {
  return { ...receipt, id: globalId('Upload', receipt.id) };
}
