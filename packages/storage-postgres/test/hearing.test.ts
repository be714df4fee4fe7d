import { longestNote, newReports, type Store } from '@kapwa/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CuttingProxy, startCuttingProxy } from './cutting-proxy.js';
import { newPlace, type TestSchema } from './new-place.js';

const MINUTE = 60_000;
const PATIENTLY = { timeout: 10_000, interval: 20 };

let place: TestSchema;
let proxy: CuttingProxy;
let hearing: Store;
let saying: Store;

beforeEach(async () => {
  place = await newPlace();
  proxy = await startCuttingProxy(place.url);
  hearing = place.make({ url: proxy.url });
  saying = place.make();
  await Promise.all([hearing.open(), saying.open()]);
});
afterEach(async () => {
  vi.useRealTimers();
  proxy.open();
  await hearing.close();
  await saying.close();
  await proxy.stop();
  await place.remove();
});

/** Says something again and again, as whoever was not answered does, until it is heard. */
async function sayUntilHeard(note: string, heard: (note: string) => void): Promise<void> {
  await vi.waitFor(() => {
    saying.shared?.say(note);
    expect(heard).toHaveBeenCalledWith(note);
  }, PATIENTLY);
}

describe('a note', () => {
  it.each(['a', '\0', '😀', '\ud83d'])('of the longest kind is heard, full of %j', async (unit) => {
    const heard = vi.fn();
    const note = unit.repeat(Math.floor(longestNote / Buffer.byteLength(unit)));
    await hearing.shared?.hear(heard);

    saying.shared?.say(note);
    saying.shared?.say('after');
    await vi.waitFor(() => expect(heard).toHaveBeenCalledWith('after'));

    expect(heard.mock.calls).toEqual([[note], ['after']]);
  });

  it('is not heard in another schema of the same database', async () => {
    const elsewhere = await newPlace();
    const other = elsewhere.make();
    await other.open();
    const [heard, heardElsewhere] = [vi.fn(), vi.fn()];
    await hearing.shared?.hear(heard);
    await other.shared?.hear(heardElsewhere);

    saying.shared?.say('here');
    await vi.waitFor(() => expect(heard).toHaveBeenCalledWith('here'));
    other.shared?.say('elsewhere');
    await vi.waitFor(() => expect(heardElsewhere).toHaveBeenCalledWith('elsewhere'));

    expect(heard.mock.calls).toEqual([['here']]);
    expect(heardElsewhere.mock.calls).toEqual([['elsewhere']]);
    await other.close();
    await elsewhere.remove();
  });

  it('is heard in a schema whose name is as long as names can be', async () => {
    const schema = `long_${place.schema}`.padEnd(63, 'x');
    const store = place.make({ schema });
    await store.open();
    const heard = vi.fn();
    await store.shared?.hear(heard);

    store.shared?.say('here');

    await vi.waitFor(() => expect(heard).toHaveBeenCalledWith('here'));
    await store.close();
    await place.ask(`DROP SCHEMA ${schema} CASCADE`);
  });
});

describe('a connection that listens', () => {
  it('is made again when it breaks, and looks whether there are reports', async () => {
    const heard = vi.fn();
    await hearing.shared?.hear(heard);

    proxy.close();
    proxy.open();

    await vi.waitFor(() => expect(heard).toHaveBeenCalledWith(newReports), PATIENTLY);
    saying.shared?.say('again');
    await vi.waitFor(() => expect(heard).toHaveBeenCalledWith('again'));
  });

  it('is tried again for as long as the server is away', async () => {
    const heard = vi.fn();
    await hearing.shared?.hear(heard);
    proxy.close();
    saying.shared?.say('lost');
    const refused = proxy.refusals();
    await vi.waitFor(() => expect(proxy.refusals()).toBeGreaterThan(refused + 2), PATIENTLY);

    proxy.open();
    await sayUntilHeard('again', heard);

    expect(heard).not.toHaveBeenCalledWith('lost');
  });

  it('is given up when nothing is heard of the server any more, and made again', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] });
    const heard = vi.fn();
    await hearing.shared?.hear(heard);

    proxy.mute();
    await vi.advanceTimersByTimeAsync(MINUTE);
    vi.useRealTimers();

    await sayUntilHeard('again', heard);
  });

  it('ends with the store, also while the server is away', async () => {
    const store = place.make({ url: proxy.url });
    await store.open();
    const heard = vi.fn();
    await store.shared?.hear(heard);
    const stop = await store.shared?.hear(heard);
    proxy.close();
    await stop?.();
    await store.close();
    proxy.open();

    saying.shared?.say('late');
    const later = vi.fn();
    await hearing.shared?.hear(later);
    await sayUntilHeard('later', later);

    expect(heard).not.toHaveBeenCalled();
  });
});
