/** Raised when a reader gives other text than before: what an earlier one read is then read again, in idle moments. */
export const READER_VERSION = 10;
