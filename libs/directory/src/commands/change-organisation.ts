import { Inject, Injectable } from '@nestjs/common';
import { type Actor, isAdministrator } from '#libs/identity';
import { checkVersion, Database, ErrorCode, refuse } from '#libs/platform';
import { checkedOrganisation, type OrganisationInput } from './create-organisation.js';

/** Changes what is known of an organisation; what it handed in keeps naming it. For administrators. */
@Injectable()
export class ChangeOrganisation {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Refuses NOT_ALLOWED, NOT_FOUND, VERSION_CONFLICT, INVALID for a bad field, DUPLICATE when the name or the ROR id is taken. */
  execute(actor: Actor, input: OrganisationInput & { id: string; version: number }): Promise<void> {
    if (!isAdministrator(actor)) throw refuse(ErrorCode.NOT_ALLOWED, 'Only administrators change organisations.');
    const values = checkedOrganisation(input);
    return this.database.transaction(async (transaction) => {
      const [held] = await transaction.query<{ version: number; merged: boolean }>(
        'select version, merged_into_id is not null as merged from organisation where id = $1 for update',
        [input.id],
      );
      if (!held) throw refuse(ErrorCode.NOT_FOUND, 'There is no such organisation.', ['id']);
      if (held.merged)
        throw refuse(ErrorCode.WRONG_STATE, 'This organisation was merged into another; change that one.', ['id']);
      checkVersion('organisation', held.version, input.version);
      await transaction.query(
        `update organisation set name = $2, name_key = $3, kind = $4, country = $5, ror_id = $6, transparency_register_id = $7,
           version = version + 1 where id = $1`,
        [
          input.id,
          values.name,
          values.nameKey,
          values.kind,
          values.country,
          values.rorId,
          values.transparencyRegisterId,
        ],
      );
      await transaction.record(actor, {
        kind: 'OrganisationChanged',
        subjectType: 'Organisation',
        subjectId: input.id,
        subjectVersion: held.version + 1,
        payload: { name: values.name, kind: values.kind },
      });
    });
  }
}
