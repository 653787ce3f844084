import { ChangeLog } from './change-log/change-log.entity.js';
import type { Area } from './database/area.js';
import { ChangeLog1764000000100 } from './migrations/1764000000100-change-log.js';

export const platformArea: Area = {
  name: 'platform',
  entities: [ChangeLog],
  migrations: [ChangeLog1764000000100],
};
