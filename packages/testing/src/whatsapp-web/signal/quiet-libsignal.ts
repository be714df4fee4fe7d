const LEVELS = ['info', 'warn', 'error'] as const;

let listeners = 0;
let restore: (() => void) | undefined;

function isFromLibsignal(): boolean {
  return new Error().stack?.includes('/libsignal/') ?? false;
}

function silence(): () => void {
  const undo = LEVELS.map((level) => {
    const original = console[level];
    const filtered = (...values: unknown[]): void => {
      if (!isFromLibsignal()) original.apply(console, values);
    };
    console[level] = filtered;
    return () => {
      if (console[level] === filtered) console[level] = original;
    };
  });
  return () => {
    for (const step of undo) step();
  };
}

/**
 * Keeps what libsignal itself prints out of the console until the returned function is called.
 *
 * It prints whole sessions with their private keys (libsignal 6.0.0, src/session_record.js, lines
 * 270-281). What anybody else prints goes through, and the console is as before afterwards.
 */
export function quietLibsignal(): () => void {
  listeners += 1;
  restore ??= silence();
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    listeners -= 1;
    if (listeners > 0) return;
    restore?.();
    restore = undefined;
  };
}
