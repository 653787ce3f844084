import { Catch, type ExceptionFilter } from '@nestjs/common';
import { Refusal } from '../errors/refusal.js';

/** Hands a refusal on as the error of its field. Without it Nest would log every expected failure as if it were a bug. */
@Catch(Refusal)
export class RefusalFilter implements ExceptionFilter {
  catch(refusal: Refusal): Refusal {
    return refusal;
  }
}
