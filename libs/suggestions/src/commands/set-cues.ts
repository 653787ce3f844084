import { Inject, Injectable } from '@nestjs/common';
import { type Actor, isAnalyst } from '#libs/identity';
import { Database, ErrorCode, refuse, tidyText } from '#libs/platform';

/** Replaces the cues of a recommendation by what an analyst wrote; no file replaces them after that. */
@Injectable()
export class SetCues {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Returns the recommendation's UUID. Refuses NOT_ALLOWED, NOT_FOUND. */
  execute(actor: Actor, { recommendation, cues }: { recommendation: string; cues: string[] }): Promise<string> {
    if (!isAnalyst(actor)) throw refuse(ErrorCode.NOT_ALLOWED, 'Only analysts write cues.');
    const phrases = [...new Set(cues.map((cue) => tidyText(cue)).filter((cue) => cue !== ''))];
    return this.database.transaction(async (transaction) => {
      const [row] = await transaction.query<{ id: string }>(
        `insert into recommendation_cues (recommendation_id, phrases, edited)
         select id, $2, true from recommendation where code = upper($1)
         on conflict (recommendation_id) do update set phrases = excluded.phrases, edited = true
         returning recommendation_id as id`,
        [recommendation, phrases],
      );
      if (!row)
        throw refuse(ErrorCode.NOT_FOUND, `There is no recommendation “${recommendation.slice(0, 60)}”.`, [
          'recommendation',
        ]);
      await transaction.record(actor, {
        kind: 'CuesChanged',
        subjectType: 'Recommendation',
        subjectId: row.id,
        payload: { cues: phrases.length },
      });
      return row.id;
    });
  }
}
