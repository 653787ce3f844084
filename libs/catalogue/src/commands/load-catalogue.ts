import { Inject, Injectable } from '@nestjs/common';
import { type Actor, isAdministrator } from '#libs/identity';
import { Database, ErrorCode, refuse } from '#libs/platform';
import type { CatalogueFiles } from '../files/catalogue-files.js';
import { type LoadResult, sumOf } from './apply-items.js';
import { loadCues } from './load-cues.js';
import { loadRecommendationSets, loadRecommendations } from './load-recommendations.js';
import { loadLegalActs, loadSystems, loadThemes } from './load-subjects.js';

/** Brings the catalogue to what the data files say; loading the same files again changes nothing and writes no fact. */
@Injectable()
export class LoadCatalogue {
  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * A changed recommendation becomes a new version, in the same instant as the old one ends; everything else is changed
   * in place. What is missing from the files stays, and is named in the result. Refuses NOT_ALLOWED to anybody but
   * administrators.
   */
  async execute(actor: Actor, data: CatalogueFiles): Promise<LoadResult> {
    if (!isAdministrator(actor)) throw refuse(ErrorCode.NOT_ALLOWED, 'Only administrators may load the catalogue.');
    return this.database.transaction(async (transaction) => {
      // One load at a time: two would both find an item missing, and both add it.
      await transaction.query('lock table recommendation_set in share row exclusive mode');
      const themes = await loadThemes(transaction, actor, data.themes);
      const systems = await loadSystems(transaction, actor, data.systems);
      const codes = { themes: themes.ids, systems: systems.ids };
      const acts = await loadLegalActs(transaction, actor, data.legalActs, codes);
      const sets = await loadRecommendationSets(transaction, actor, data.sets);
      const recommendations = await loadRecommendations(transaction, actor, data.recommendations, {
        ...codes,
        sets: sets.ids,
      });
      await loadCues(transaction, actor, data.cues, recommendations.ids);
      return sumOf([sets, recommendations, themes, systems, acts]);
    });
  }
}
