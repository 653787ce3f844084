import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

/** A concept of the taxonomy; changed in place, since links and contributions mean the concept and not its wording. */
@Entity()
@Index('uq_theme_code', ['code'], { unique: true })
@Index('ix_theme_broader', ['broaderId'])
@Check('ck_theme_broader', 'broader_id <> id')
export class Theme {
  @PrimaryColumn('uuid')
  id: string;

  /** Upper case ASCII. */
  @Column('text')
  code: string;

  @Column('text')
  definition: string;

  @ManyToOne(() => Theme, { nullable: true })
  @JoinColumn({ name: 'broader_id', foreignKeyConstraintName: 'fk_theme_broader' })
  broader?: Relation<Theme> | null;

  @Column('uuid', { nullable: true })
  broaderId: string | null;

  @Column('integer')
  position: number;

  @Column('text', { array: true })
  synonyms: string[];

  /** For optimistic locking: every change raises it. */
  @Column('integer', { default: 1 })
  version: number;

  /** Hash of the item as last loaded from the files: tells whether they have changed since. */
  @Column('text')
  contentHash: string;
}

/** The name of a theme in one language. */
@Entity()
export class ThemeLabel {
  @ManyToOne(() => Theme, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'theme_id', foreignKeyConstraintName: 'fk_theme_label_theme' })
  theme?: Relation<Theme>;

  @PrimaryColumn('uuid')
  themeId: string;

  /** BCP 47, canonical. */
  @PrimaryColumn('text')
  language: string;

  @Column('text')
  label: string;
}
