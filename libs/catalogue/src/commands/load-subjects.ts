import type { ChangeAuthor, Transaction } from '#libs/platform';
import { InformationSystem } from '../entities/information-system.entity.js';
import { LegalAct, LegalActSystem, LegalActTheme } from '../entities/legal-act.entity.js';
import { Theme, ThemeLabel } from '../entities/theme.entity.js';
import type { LegalActItem, SystemItem, ThemeItem } from '../files/catalogue-files.js';
import { broaderFirst } from '../policies/theme-order.js';
import { applyItems, type KnownItem } from './apply-items.js';
import { idsOf, place } from './placing.js';

const known = (transaction: Transaction, table: string, key: string) =>
  transaction.query<KnownItem>(`select ${key} as key, id, content_hash as hash from ${table}`);

export async function loadThemes(transaction: Transaction, by: ChangeAuthor, items: ThemeItem[]) {
  const { manager } = transaction;
  const knownThemes = await known(transaction, 'theme', 'code');
  const ids = new Map(knownThemes.map((theme) => [theme.key, theme.id]));
  const values = (item: ThemeItem, contentHash: string) => ({
    definition: item.definition,
    broaderId: item.broader === null ? null : (ids.get(item.broader) ?? null),
    synonyms: item.synonyms,
    contentHash,
  });
  const labels = (themeId: string, item: ThemeItem) =>
    manager.insert(
      ThemeLabel,
      Object.entries(item.labels).map(([language, label]) => ({ themeId, language, label })),
    );
  const result = await applyItems(transaction, by, broaderFirst(items).ordered, knownThemes, {
    subjectType: 'Theme',
    keyOf: (item) => item.code,
    async add(id, item, hash) {
      ids.set(item.code, id);
      await manager.insert(Theme, { id, code: item.code, position: 0, ...values(item, hash) });
      await labels(id, item);
      return undefined;
    },
    async change(id, item, hash) {
      await manager.update(Theme, { id }, { ...values(item, hash), version: () => 'version + 1' });
      await manager.delete(ThemeLabel, { themeId: id });
      await labels(id, item);
      return undefined;
    },
  });
  await place(
    transaction,
    'theme',
    idsOf(
      items.map((item) => item.code),
      result.ids,
    ),
  );
  return result;
}

export async function loadSystems(transaction: Transaction, by: ChangeAuthor, items: SystemItem[]) {
  const { manager } = transaction;
  const result = await applyItems(transaction, by, items, await known(transaction, 'information_system', 'code'), {
    subjectType: 'InformationSystem',
    keyOf: (item) => item.code,
    async add(id, item, contentHash) {
      await manager.insert(InformationSystem, { ...item, id, position: 0, contentHash });
      return undefined;
    },
    async change(id, item, contentHash) {
      await manager.update(InformationSystem, { id }, { ...item, contentHash });
      return undefined;
    },
  });
  await place(transaction, 'information_system', [...result.ids.values()]);
  return result;
}

export async function loadLegalActs(
  transaction: Transaction,
  by: ChangeAuthor,
  items: LegalActItem[],
  codes: { themes: Map<string, string>; systems: Map<string, string> },
) {
  const { manager } = transaction;
  const values = ({ systems: _systems, themes: _themes, ...item }: LegalActItem) => item;
  const relate = async (legalActId: string, item: LegalActItem) => {
    const systems = idsOf(item.systems, codes.systems).map((systemId, position) => ({
      legalActId,
      systemId,
      position,
    }));
    const themes = idsOf(item.themes, codes.themes).map((themeId, position) => ({ legalActId, themeId, position }));
    if (systems.length > 0) await manager.insert(LegalActSystem, systems);
    if (themes.length > 0) await manager.insert(LegalActTheme, themes);
  };
  // The number is the key, since not every document has a CELEX number, and one may get it later.
  const result = await applyItems(transaction, by, items, await known(transaction, 'legal_act', 'number'), {
    subjectType: 'LegalAct',
    keyOf: (item) => item.number,
    async add(id, item, contentHash) {
      await manager.insert(LegalAct, { ...values(item), id, position: 0, contentHash });
      await relate(id, item);
      return undefined;
    },
    async change(id, item, contentHash) {
      await manager.update(LegalAct, { id }, { ...values(item), contentHash });
      await manager.delete(LegalActSystem, { legalActId: id });
      await manager.delete(LegalActTheme, { legalActId: id });
      await relate(id, item);
      return undefined;
    },
  });
  await place(transaction, 'legal_act', [...result.ids.values()]);
  return result;
}
