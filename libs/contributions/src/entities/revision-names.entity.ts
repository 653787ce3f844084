import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Contribution } from './contribution.entity.js';
import { Revision } from './revision.entity.js';

/** Themes of a revision. */
@Entity()
@Index('ix_revision_theme_theme', ['themeId', 'revisionId'])
export class RevisionTheme {
  @ManyToOne(() => Revision, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'revision_id', foreignKeyConstraintName: 'fk_revision_theme_revision' })
  revision?: Relation<Revision>;

  @PrimaryColumn('uuid')
  revisionId: string;

  @ManyToOne('Theme')
  @JoinColumn({ name: 'theme_id', foreignKeyConstraintName: 'fk_revision_theme_theme' })
  theme?: unknown;

  @PrimaryColumn('uuid')
  themeId: string;

  @Column('integer')
  position: number;
}

/** Information systems of a revision. */
@Entity()
@Index('ix_revision_system_system', ['systemId', 'revisionId'])
export class RevisionSystem {
  @ManyToOne(() => Revision, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'revision_id', foreignKeyConstraintName: 'fk_revision_system_revision' })
  revision?: Relation<Revision>;

  @PrimaryColumn('uuid')
  revisionId: string;

  @ManyToOne('InformationSystem')
  @JoinColumn({ name: 'system_id', foreignKeyConstraintName: 'fk_revision_system_system' })
  system?: unknown;

  @PrimaryColumn('uuid')
  systemId: string;

  @Column('integer')
  position: number;
}

/** Who speaks in a revision. */
@Entity()
@Index('ix_revision_organisation_organisation', ['organisationId', 'revisionId'])
export class RevisionOrganisation {
  @ManyToOne(() => Revision, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'revision_id', foreignKeyConstraintName: 'fk_revision_organisation_revision' })
  revision?: Relation<Revision>;

  @PrimaryColumn('uuid')
  revisionId: string;

  @ManyToOne('Organisation')
  @JoinColumn({ name: 'organisation_id', foreignKeyConstraintName: 'fk_revision_organisation_organisation' })
  organisation?: unknown;

  @PrimaryColumn('uuid')
  organisationId: string;

  @Column('integer')
  position: number;
}

/** Who wrote a revision. */
@Entity()
@Index('ix_revision_author_person', ['personId', 'revisionId'])
export class RevisionAuthor {
  @ManyToOne(() => Revision, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'revision_id', foreignKeyConstraintName: 'fk_revision_author_revision' })
  revision?: Relation<Revision>;

  @PrimaryColumn('uuid')
  revisionId: string;

  @ManyToOne('Person')
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_revision_author_person' })
  person?: unknown;

  @PrimaryColumn('uuid')
  personId: string;

  @Column('integer')
  position: number;
}

/** Implementation options that this one builds on. */
@Entity()
@Index('ix_option_dependency_option', ['optionId', 'revisionId'])
export class OptionDependency {
  @ManyToOne(() => Revision, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'revision_id', foreignKeyConstraintName: 'fk_option_dependency_revision' })
  revision?: Relation<Revision>;

  @PrimaryColumn('uuid')
  revisionId: string;

  @ManyToOne(() => Contribution)
  @JoinColumn({ name: 'option_id', foreignKeyConstraintName: 'fk_option_dependency_option' })
  option?: Relation<Contribution>;

  @PrimaryColumn('uuid')
  optionId: string;

  @Column('integer')
  position: number;
}

/**
 * Files of a revision. The row of the file is kept by documents, a floor above; its hash stands here too, as the revision's
 * fingerprint covers it.
 */
@Entity()
@Index('ix_revision_file_file', ['fileId', 'revisionId'])
export class RevisionFile {
  @ManyToOne(() => Revision, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'revision_id', foreignKeyConstraintName: 'fk_revision_file_revision' })
  revision?: Relation<Revision>;

  @PrimaryColumn('uuid')
  revisionId: string;

  @ManyToOne('File', { deferrable: 'INITIALLY DEFERRED' })
  @JoinColumn({ name: 'file_id', foreignKeyConstraintName: 'fk_revision_file_file' })
  file?: unknown;

  @PrimaryColumn('uuid')
  fileId: string;

  @Column('text')
  sha256: string;

  @Column('integer')
  position: number;
}
