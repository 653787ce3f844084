import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from './place.js';
import { handOver } from './server-user.js';

const common = {
  listen_addresses: '127.0.0.1',
  // Paths of sockets are limited to about 100 bytes, and nobody needs one.
  unix_socket_directories: '',
  timezone: 'UTC',
  // With a name that it cannot resolve, no parallel worker starts, and the query fails that wanted one.
  default_text_search_config: 'pg_catalog.simple',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
  // Statements may hold personal data.
  log_min_error_statement: 'panic',
  max_connections: 60,
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  random_page_cost: 1.1,
  // Compiling costs more than it saves for queries of some milliseconds.
  jit: 'off',
  idle_in_transaction_session_timeout: '10min',
};

/** For tests: nothing of it need outlive a power cut. */
const fleeting = {
  shared_buffers: '128MB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
};

/** Written before each start; what an operator sets by ALTER SYSTEM has precedence. */
export function writeSettings(place: Place, port: number, durable: boolean): void {
  const settings = { ...common, ...(durable ? {} : fleeting), port };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`);
  const file = join(place.data, 'roundtable.conf');
  writeFileSync(file, `# Written by Roundtable at each start.\n${lines.join('\n')}\n`);
  handOver(file, place.user);
}
