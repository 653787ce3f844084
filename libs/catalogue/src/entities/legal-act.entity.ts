import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { InformationSystem } from './information-system.entity.js';
import { Theme } from './theme.entity.js';

/** A regulation, directive, proposal, opinion or report. */
@Entity()
@Index('uq_legal_act_celex', ['celex'], { unique: true })
@Index('uq_legal_act_number', ['number'], { unique: true })
@Index('ix_legal_act_position', ['position', 'id'])
@Check(
  'ck_legal_act_attestation',
  `attestation in ('PRIMARY', 'OFFICIAL_RESTATEMENT', 'OFFICIAL_FOLLOW_UP', 'QUOTED_BY_THIRD_PARTY', 'REPORTED_BY_THIRD_PARTY')`,
)
@Check('ck_legal_act_confidence', `confidence in ('VERIFIED', 'SECONDARY', 'BACKGROUND')`)
export class LegalAct {
  @PrimaryColumn('uuid')
  id: string;

  /** Null for documents outside the numbering of EUR-Lex: opinions, expert reports. */
  @Column('text', { nullable: true })
  celex: string | null;

  @Column('text', { nullable: true })
  eli: string | null;

  @Column('text')
  type: string;

  /** As cited, e.g. (EU) 2019/817; every document has one. */
  @Column('text')
  number: string;

  @Column('text')
  shortTitle: string;

  /** Known to the day, month or year. */
  @Column('text')
  date: string;

  @Column('text', { nullable: true })
  oj: string | null;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('text')
  source: string;

  /** Null when nothing was seen that names it. */
  @Column('text', { nullable: true })
  attestation: string | null;

  @Column('text')
  confidence: string;

  @Column('integer')
  position: number;

  /** Hash of the item as last loaded from the files. */
  @Column('text')
  contentHash: string;
}

@Entity()
@Index('ix_legal_act_system_system', ['systemId'])
export class LegalActSystem {
  @ManyToOne(() => LegalAct, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'legal_act_id', foreignKeyConstraintName: 'fk_legal_act_system_legal_act' })
  legalAct?: Relation<LegalAct>;

  @PrimaryColumn('uuid')
  legalActId: string;

  @ManyToOne(() => InformationSystem, { nullable: false })
  @JoinColumn({ name: 'system_id', foreignKeyConstraintName: 'fk_legal_act_system_system' })
  system?: Relation<InformationSystem>;

  @PrimaryColumn('uuid')
  systemId: string;

  @Column('integer')
  position: number;
}

@Entity()
@Index('ix_legal_act_theme_theme', ['themeId'])
export class LegalActTheme {
  @ManyToOne(() => LegalAct, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'legal_act_id', foreignKeyConstraintName: 'fk_legal_act_theme_legal_act' })
  legalAct?: Relation<LegalAct>;

  @PrimaryColumn('uuid')
  legalActId: string;

  @ManyToOne(() => Theme, { nullable: false })
  @JoinColumn({ name: 'theme_id', foreignKeyConstraintName: 'fk_legal_act_theme_theme' })
  theme?: Relation<Theme>;

  @PrimaryColumn('uuid')
  themeId: string;

  @Column('integer')
  position: number;
}
