import { BreakerState } from '../engine.js';

/** Stops asking what fails again and again, and tries once in a while whether it is back. */
export class Breaker {
  private failures = 0;
  private openUntil = 0;

  constructor(
    /** So many failures in a row open it. */
    private readonly most = 5,
    /** So long it stays open before one may try. */
    private readonly restMs = 5_000,
    private readonly now: () => number = Date.now,
    /** Told of the failure that opens it, and of null when it closes again. */
    private readonly tell: (failure: unknown) => void = () => undefined,
  ) {}

  get state(): BreakerState {
    if (this.failures < this.most) return BreakerState.CLOSED;
    return this.now() < this.openUntil ? BreakerState.OPEN : BreakerState.HALF_OPEN;
  }

  /** Runs the work unless it is open; undefined when it is, or when the work fails. While half open, one may try and all others wait for what comes of it. */
  async run<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    const { state } = this;
    if (state === BreakerState.OPEN) return undefined;
    if (state === BreakerState.HALF_OPEN) this.openUntil = this.now() + this.restMs;
    try {
      const result = await work();
      if (this.failures >= this.most) this.tell(null);
      this.failures = 0;
      return result;
    } catch (error) {
      this.failures++;
      if (this.failures === this.most) this.tell(error);
      if (this.failures >= this.most) this.openUntil = this.now() + this.restMs;
      return undefined;
    }
  }
}
