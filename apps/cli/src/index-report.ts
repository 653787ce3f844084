import type { EngineStatus } from '#libs/search';

/** An engine's state in lines for people. */
export function describeEngine(status: EngineStatus): string[] {
  const { engine, state, documents, waiting, waitingBulk, oldestWaiting, unfinishedTasks, failedCount } = status;
  const lag = oldestWaiting ? `, the longest for ${seconds(Date.now() - oldestWaiting.getTime())}` : '';
  return [
    `${engine}: ${state}`,
    `  ${documents} documents; ${waiting} wait (${waitingBulk} of them bulk)${lag}; ${unfinishedTasks} tasks unfinished`,
    ...(status.delayMs === null ? [] : [`  the last edit could be found after ${seconds(status.delayMs)}`]),
    ...(status.failingSince ? [`  fails since ${status.failingSince.toISOString()}: ${status.failure}`] : []),
    ...status.epochs.map(
      (epoch) =>
        `  epoch ${epoch.number}: ${epoch.state}, begun ${epoch.createdAt.toISOString()}${epoch.remaining > 0 ? `, ${epoch.remaining} to do` : ''}`,
    ),
    `  ${describeCheck(status.lastCheck)}`,
    ...(failedCount > 0 ? [`  ${failedCount} failed:`] : []),
    ...status.failed.map(
      (row) => `    ${row.kind} ${row.id}${row.parked ? ' (parked)' : ''}, tried ${row.attempts} times: ${row.error}`,
    ),
  ];
}

function describeCheck(check: EngineStatus['lastCheck']): string {
  if (!check) return 'never compared with the tables';
  if (!check.endedAt) return `comparison with the tables begun ${check.beganAt.toISOString()}, not ended`;
  return `compared with the tables ${check.endedAt.toISOString()}: ${check.missing} missing, ${check.ghost} ghosts, ${check.stale} stale`;
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
