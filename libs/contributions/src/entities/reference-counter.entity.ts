import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The last reference number given in a year. A row, not a sequence: it rolls back with its transaction, so no gaps arise. */
@Entity()
export class ReferenceCounter {
  @PrimaryColumn('integer')
  year: number;

  @Column('integer')
  last: number;
}
