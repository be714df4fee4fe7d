import { setTimeout as wait } from 'node:timers/promises';
import { whatsappAdapter } from '@kapwa/adapter-whatsapp';
import { createEmbeddedStore, silentLogger, systemClock } from '@kapwa/core';
import { z } from 'zod';
import { startHttpServer } from '../../../packages/cli/src/server/http-server.js';
import { stopOnSignal } from '../../../packages/cli/src/server/stop-signals.js';
import { bareKit, barePlugin } from './bare-kit.js';
import { settings } from './webhook-load.js';

/** A bot that keeps the id of every message; asked to stop, it ends as `kapwa run` does. */
const plugin = barePlugin('keeping', (scope) => {
  const kept = scope.collection('kept', { lane: 'person', schema: z.unknown() });
  scope.on('message.received', {}, async (context, event) => {
    await wait(2);
    context.records(kept).set(event.id, true);
  });
});

const [, , folder = ''] = process.argv;
const { kit } = bareKit(
  {
    adapters: [whatsappAdapter(settings)],
    plugins: [plugin],
    clock: systemClock,
    intake: { perSender: Number.POSITIVE_INFINITY },
  },
  { store: createEmbeddedStore(folder) },
);
await kit.start();
const server = await startHttpServer({
  port: 0,
  routes: kit.routes(),
  log: silentLogger,
  isReady: () => kit.health().ready,
});
process.send?.(server.port);
await stopOnSignal(process, async () => {
  await server.stop();
  await kit.stop();
});
// Everything is on the disk: whatever happens to the process from here on, nothing is lost.
process.send?.('stopped', () => process.disconnect?.());
