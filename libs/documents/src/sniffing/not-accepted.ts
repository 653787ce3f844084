import { ErrorCode, type Refusal, refuse } from '#libs/platform';
import { acceptedTypes } from '../policies/media-types.js';

export function notAccepted(): Refusal {
  return refuse(ErrorCode.UNSUPPORTED, `Files of this kind are not accepted. Send ${acceptedTypes()}.`);
}
