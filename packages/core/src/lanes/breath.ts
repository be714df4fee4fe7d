/**
 * So many entries run before everything else of the process has its turn: reading sockets and
 * files, timers. Lanes take turns all the time; without this they would let nobody else in.
 */
const RUN_AT_ONCE = 64;

/** Lets the process do everything else once. Whoever waits, waits for the same moment. */
export function createBreath() {
  let waiting: (() => void)[] = [];
  let sinceLast = 0;
  return {
    isDue: () => sinceLast >= RUN_AT_ONCE,
    count(): void {
      sinceLast += 1;
    },
    take(goOn: () => void): void {
      if (waiting.push(goOn) > 1) return;
      setImmediate(() => {
        const all = waiting;
        waiting = [];
        sinceLast = 0;
        for (const one of all) one();
      });
    },
  };
}
