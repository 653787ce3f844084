/** Limits of what is handed in; stated in README. How many files a contribution has is said in contributions. */
export const fileLimits = {
  /** Bytes of one file: 50 MB, by any way of counting. */
  bytes: 50 * 1024 * 1024,
  /** After so long an upload that was attached to nothing is removed. */
  waitingHours: 24,
  /** What one account may have waiting at a time. */
  waitingUploads: 100,
  waitingBytes: 1024 * 1024 * 1024,
};
