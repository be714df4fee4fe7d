/** The part of the process that tells when it is to end. */
export interface SignalSource {
  on(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  off(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  exit(code: number): void;
}

/** What a shell reports of a program that Ctrl+C ended: 128 and the number of SIGINT. */
const INTERRUPTED = 130;

/**
 * Waits for the first SIGINT or SIGTERM and then runs `stop` to its end. A second signal ends
 * the process at once, for somebody who cannot wait.
 */
export async function stopOnSignal(source: SignalSource, stop: () => Promise<void>): Promise<void> {
  let onSignal = (): void => undefined;
  const first = new Promise<void>((resolve) => {
    let isSecond = false;
    onSignal = () => {
      if (isSecond) source.exit(INTERRUPTED);
      isSecond = true;
      resolve();
    };
  });
  source.on('SIGINT', onSignal);
  source.on('SIGTERM', onSignal);
  try {
    await first;
    await stop();
  } finally {
    source.off('SIGINT', onSignal);
    source.off('SIGTERM', onSignal);
  }
}
