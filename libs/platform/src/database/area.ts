import type { EntitySchema, MigrationInterface } from 'typeorm';
import type { Fault } from '../errors/refusal.js';

// biome-ignore lint/suspicious/noExplicitAny: a class of any shape.
type AnyClass = new (...args: any[]) => unknown;

/**
 * What an area of the house brings to the database: entities (private to it), migrations, and the meaning of its
 * constraints. The processes put the areas together in apps/tables.ts.
 */
export interface Area {
  name: string;
  entities: (AnyClass | EntitySchema)[];
  migrations: (new () => MigrationInterface)[];
  /** What a violated constraint means to the person who caused it, by constraint name. */
  constraints?: Record<string, Fault>;
}
