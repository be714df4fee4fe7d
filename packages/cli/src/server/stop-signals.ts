/** The part of the process that tells when it is to end. */
export interface SignalSource {
  on(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  exit(code: number): void;
}

/** What a shell reports of a program that Ctrl+C ended: 128 and the number of SIGINT. */
const INTERRUPTED = 130;

/**
 * Waits for the first SIGINT or SIGTERM and then runs `stop` to its end. A second signal ends
 * the process at once, for somebody who cannot wait; one that comes when all is done, while the
 * process ends by itself, does not make it look as if it had been killed.
 */
export async function stopOnSignal(source: SignalSource, stop: () => Promise<void>): Promise<void> {
  let isStopped = false;
  const first = new Promise<void>((resolve) => {
    let isSecond = false;
    const onSignal = (): void => {
      if (isSecond) source.exit(isStopped ? 0 : INTERRUPTED);
      isSecond = true;
      resolve();
    };
    source.on('SIGINT', onSignal);
    source.on('SIGTERM', onSignal);
  });
  await first;
  await stop();
  isStopped = true;
}
