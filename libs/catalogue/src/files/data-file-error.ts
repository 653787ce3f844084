/** Data files that cannot be loaded; nothing was changed. Names every fault as `file, item, field: what is wrong`. */
export class DataFileError extends Error {
  constructor(readonly faults: string[]) {
    super(`The data files have ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}:\n${faults.join('\n')}`);
    this.name = 'DataFileError';
  }
}
