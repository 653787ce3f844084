import type { FastifyRequest } from 'fastify';

/** What the first response says about a page: its status, and what stands in place of the title (title, description, metadata). */
export interface Head {
  status: number;
  /** Empty: the title and description of the site. */
  html: string;
}

export type HeadOf = (path: string, request: FastifyRequest) => Promise<Head>;

export const headOf: HeadOf = async () => ({ status: 200, html: '' });
