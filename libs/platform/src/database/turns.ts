/** Lets only so many work at once; the others wait their turn, first come first served, for a bounded time. */
export class Turns {
  private readonly queue: (() => void)[] = [];

  constructor(
    private free: number,
    private readonly patienceMs: number,
  ) {}

  async take<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.free > 0) this.free--;
    else await this.wait();
    try {
      return await work();
    } finally {
      // The turn goes to the next in line, if there is one.
      const next = this.queue.shift();
      if (next) next();
      else this.free++;
    }
  }

  private wait(): Promise<void> {
    return new Promise((resolve, reject) => {
      const turn = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.queue.splice(this.queue.indexOf(turn), 1);
        reject(new NoTurnError(`No connection was free for ${this.patienceMs} ms.`));
      }, this.patienceMs);
      this.queue.push(turn);
    });
  }
}

/** Too much at once: to the caller the same as a database that is away for the moment. */
export class NoTurnError extends Error {}
