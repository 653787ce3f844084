import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Blob } from './blob.entity.js';

/** A file of a contribution. Never changed; its revisions share it. */
@Entity()
@Index('ix_file_contribution', ['contributionId'])
@Index('ix_file_sha256', ['sha256'])
export class File {
  @PrimaryColumn('uuid')
  id: string;

  @ManyToOne('Contribution', { nullable: false })
  @JoinColumn({ name: 'contribution_id', foreignKeyConstraintName: 'fk_file_contribution' })
  contribution?: unknown;

  @Column('uuid')
  contributionId: string;

  @ManyToOne(() => Blob, { nullable: false })
  @JoinColumn({ name: 'sha256', foreignKeyConstraintName: 'fk_file_blob' })
  blob?: Relation<Blob>;

  @Column('text')
  sha256: string;

  @Column('text')
  name: string;

  @Column('text')
  mediaType: string;

  @Column('integer')
  byteSize: number;

  @ManyToOne('Account', { nullable: true })
  @JoinColumn({ name: 'uploaded_by', foreignKeyConstraintName: 'fk_file_account' })
  uploader?: unknown;

  @Column('uuid', { nullable: true })
  uploadedBy: string | null;

  @Column('timestamp with time zone', { default: () => 'now()' })
  createdAt: Date;
}
