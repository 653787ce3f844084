import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Bytes that are in the blob store, once, whoever sent them. */
@Entity()
@Check('ck_blob_sha256', `sha256 ~ '^[0-9a-f]{64}$'`)
@Check('ck_blob_byte_size', 'byte_size > 0')
export class Blob {
  @PrimaryColumn('text')
  sha256: string;

  @Column('integer')
  byteSize: number;

  @Column('text')
  mediaType: string;

  @Column('timestamp with time zone', { default: () => 'now()' })
  storedAt: Date;
}
