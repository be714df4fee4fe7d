import { parentPort, workerData } from 'node:worker_threads';
import type { SocketSettings } from './baileys/baileys-socket.js';
import { serveSocket } from './baileys/serve-socket.js';

const nothing = (): void => undefined;

// libsignal writes whole sessions, private keys included, to the console. Only this thread's.
for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir'] as const) {
  console[method] = nothing;
}
// Requests of the library itself that nobody waits for fail when the connection closes.
process.on('unhandledRejection', nothing);

if (parentPort !== null) serveSocket(parentPort, workerData as SocketSettings);
