import { ArgsType, Field, Int } from '@nestjs/graphql';
import { ErrorCode, refuse } from '../errors/refusal.js';

export const PAGE_SIZE_DEFAULT = 20;
export const PAGE_SIZE_MAX = 100;

/** Forward paging over a connection. */
@ArgsType()
export class ForwardPageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `How many from the start, 1 to ${PAGE_SIZE_MAX}; ${PAGE_SIZE_DEFAULT} when absent.`,
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes after this cursor.' })
  after?: string | null;
}

/** Paging over a connection in both directions. */
@ArgsType()
export class PageArgs extends ForwardPageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `How many from the end, 1 to ${PAGE_SIZE_MAX}; not together with first.`,
  })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes before this cursor.' })
  before?: string | null;
}

/** A checked request for a page. */
export interface Page {
  size: number;
  backwards: boolean;
  after?: string;
  before?: string;
}

/** Checks paging arguments against the stated limits. */
export function checkPage(args: ForwardPageArgs & { last?: number | null; before?: string | null }): Page {
  if (args.first != null && args.last != null)
    throw refuse(ErrorCode.INVALID, 'Give either first or last, not both.', ['last']);
  const backwards = args.last != null;
  const size = args.first ?? args.last ?? PAGE_SIZE_DEFAULT;
  if (size < 1 || size > PAGE_SIZE_MAX) {
    const name = backwards ? 'last' : 'first';
    throw refuse(ErrorCode.INVALID, `${name} must be from 1 to ${PAGE_SIZE_MAX}; it was ${size}.`, [name]);
  }
  return { size, backwards, after: args.after ?? undefined, before: args.before ?? undefined };
}
