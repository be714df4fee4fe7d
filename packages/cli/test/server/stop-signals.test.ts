import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { stopOnSignal } from '../../src/server/stop-signals.js';

function fakeProcess() {
  const exits: number[] = [];
  const source = Object.assign(new EventEmitter(), {
    exit: (code: number) => void exits.push(code),
  });
  return { source, exits };
}

describe('a request to stop', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('by %s stops in order', async (signal) => {
    const { source, exits } = fakeProcess();
    let isStopped = false;
    const done = stopOnSignal(source, async () => {
      isStopped = true;
    });
    expect(isStopped).toBe(false);
    source.emit(signal);
    await done;

    expect(isStopped).toBe(true);
    expect(exits).toEqual([]);
  });

  it('given again when all is done ends the process as well as the first', async () => {
    const { source, exits } = fakeProcess();
    const done = stopOnSignal(source, async () => undefined);
    source.emit('SIGTERM');
    await done;

    source.emit('SIGTERM');

    expect(exits).toEqual([0]);
  });

  it('given twice ends the process at once', async () => {
    const { source, exits } = fakeProcess();
    let finish = (): void => undefined;
    const done = stopOnSignal(source, () => new Promise((resolve) => (finish = resolve)));
    source.emit('SIGTERM');
    await Promise.resolve();
    source.emit('SIGINT');

    expect(exits).toEqual([130]);
    finish();
    await done;
  });
});
