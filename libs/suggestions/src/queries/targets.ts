import type { Queryable } from '#libs/retrieval';
import { SuggestionKind, type Target } from '../engine/target.js';

const TITLE = 2;
const SUMMARY = 1;
const THEMES = 0.5;
// Papers speak to what a group recommends more often than to how it came about.
const PRIOR = 0.2;

/** Everything that may be suggested: recommendations as they read now, themes and systems, in a fixed order. */
export async function readTargets(database: Queryable): Promise<Target[]> {
  const recommendations = await database.query<{
    id: string;
    code: string;
    title: string;
    summary: string;
    kind: string;
    themes: string[];
    systems: string[];
    cues: string[];
  }>(
    `select recommendation.id, recommendation.code, current.title, current.summary, current.kind,
       array(
         select concat_ws(' ', (select string_agg(label, ' ' order by language) from theme_label where theme_id = theme.id),
           array_to_string(theme.synonyms, ' '))
         from recommendation_version_theme said join theme on theme.id = said.theme_id
         where said.version_id = current.id order by said.position
       ) as themes,
       array(
         select named.code from recommendation_version_system said join information_system named on named.id = said.system_id
         where said.version_id = current.id order by named.code
       ) as systems,
       coalesce((select phrases from recommendation_cues cue where cue.recommendation_id = recommendation.id), '{}') as cues
     from recommendation
     join recommendation_version current on current.recommendation_id = recommendation.id and current.valid_to is null
     order by recommendation.code`,
  );
  const themes = await database.query<{ id: string; code: string; names: string[]; definition: string }>(
    `select id, code, array(select label from theme_label where theme_id = theme.id order by language) || synonyms as names, definition
     from theme order by code`,
  );
  const systems = await database.query<{ id: string; code: string; names: string[]; purpose: string | null }>(
    `select id, code, array[code, name] || synonyms as names, purpose from information_system order by code`,
  );
  return [
    ...recommendations.map(({ id, code, title, summary, kind, themes: said, systems: about, cues }) => ({
      kind: SuggestionKind.RECOMMENDATION,
      id,
      code,
      parts: [
        { text: title, weight: TITLE },
        { text: summary, weight: SUMMARY },
        ...[...said, ...cues].map((text) => ({ text, weight: THEMES })),
      ],
      names: [],
      cues,
      systems: about,
      prior: kind === 'RECOMMENDATION' ? PRIOR : -PRIOR,
    })),
    ...themes.map(({ id, code, names, definition }) => ({
      kind: SuggestionKind.THEME,
      id,
      code,
      parts: [
        { text: names.join(' '), weight: TITLE },
        { text: definition, weight: SUMMARY },
      ],
      names,
      cues: [],
      systems: [],
      prior: 0,
    })),
    ...systems.map(({ id, code, names, purpose }) => ({
      kind: SuggestionKind.SYSTEM,
      id,
      code,
      parts: [
        { text: names.join(' '), weight: TITLE },
        { text: purpose ?? '', weight: SUMMARY },
      ],
      names,
      cues: [],
      systems: [],
      prior: 0,
    })),
  ];
}

/** Texts to measure against: a fixed sample of what anyone may read, so that nothing of what only some may read shows in a figure. */
export function readSample(database: Queryable, size: number): Promise<{ language: string; text: string }[]> {
  return database.query(
    `select passage.language, concat_ws(' ', passage.heading, passage.text) as text
     from passage join contribution on contribution.id = passage.contribution_id
     where passage.current and contribution.status = 'PUBLISHED' and contribution.audience = 'PUBLIC'
       and (contribution.embargo_until is null or contribution.embargo_until <= now())
     order by md5(passage.text), passage.id limit $1`,
    [size],
  );
}
