import { readFileSync } from 'node:fs';
import { type ServerAddress, whatsappWeb } from '@kapwa/adapter-whatsapp';
import { createEmbeddedStore, plain, systemClock } from '@kapwa/core';
import { bareKit, barePlugin } from './bare-kit.js';

/** How often it is looked whether the host is held up, ms. */
const LOOK = 2;

/** What this thread has computed so far, ms; a machine that does something else does not count. */
function computed(): number {
  try {
    const [nanoseconds] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(
      ' ',
    );
    return Number(nanoseconds) / 1e6;
  } catch {
    // Only Linux tells: everywhere else the clock on the wall has to do.
    return performance.now();
  }
}

/** The longest time for which nothing else could happen on this thread. */
function watch() {
  let [at, worked] = [performance.now(), computed()];
  const longest = { wall: 0, work: 0 };
  const look = (): void => {
    const [now, done] = [performance.now(), computed()];
    longest.wall = Math.max(longest.wall, now - at - LOOK);
    longest.work = Math.max(longest.work, done - worked);
    [at, worked] = [now, done];
  };
  const timer = setInterval(look, LOOK);
  return () => {
    look();
    clearInterval(timer);
    return longest;
  };
}

/** A bot on a linked device that answers once whatever is said in a group, and says how it went. */
const [, , folder = '', address = '{}', thread = ''] = process.argv;
let watched: ReturnType<typeof watch> | undefined;
const plugin = barePlugin('answering', (scope) => {
  scope.on('message.received', { direct: false }, (context, { text }) => {
    const group = context.group?.key ?? '';
    watched = watch();
    const begun = performance.now();
    context.perform(
      { kind: 'message.send', to: { group }, text: plain(`answer to ${text}`) },
      { onSettled: { step: 'sent', data: begun } },
    );
  });
  scope.settled('sent', (_, outcome, begun) => {
    process.send?.({
      outcome: outcome.kind,
      took: performance.now() - Number(begun),
      longest: watched?.(),
      rss: process.memoryUsage.rss(),
    });
  });
});
const { kit } = bareKit(
  {
    adapters: [
      whatsappWeb({
        server: JSON.parse(address) as ServerAddress,
        thread: new URL(thread),
        protection: { gap: 0, jitter: 0 },
        sessionKey: 'a secret for a session that nobody keeps',
        onPairing: ({ qr }) => process.send?.({ qr }),
      }),
    ],
    plugins: [plugin],
    clock: systemClock,
  },
  { store: createEmbeddedStore(folder) },
);
process.on('message', () => void kit.stop().then(() => process.disconnect()));
await kit.start();
while (kit.health().transports.whatsapp !== 'connected') {
  await new Promise((resolve) => {
    setTimeout(resolve, 50);
  });
}
process.send?.({ ready: true });
