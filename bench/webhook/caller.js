/** Posts prepared requests over connections that are kept open, as fast as they are answered. */
import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';

/** `HTTP/1.1 200`: the byte that tells a 200 from everything else. */
const STATUS_AT = 9;
const TWO = 0x32;

/** Opens the connections; `post` sends some requests and resolves once all are answered. */
export async function openCaller(port, connections) {
  let queue = [];
  let next = 0;
  let open = 0;
  let wrong = 0;
  let took = [];
  let done = () => undefined;
  let failed = () => undefined;

  const connection = () =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve({ send, socket }));
      socket.setNoDelay(true);
      let began = 0;
      const send = () => {
        if (next >= queue.length) {
          open -= 1;
          if (open === 0) done();
          return;
        }
        began = performance.now();
        socket.write(queue[next]);
        next += 1;
      };
      socket.on('error', reject);
      socket.on('close', () => failed(new Error('the server has closed a connection')));
      socket.on('data', (data) => {
        if (data[STATUS_AT] !== TWO) wrong += 1;
        took.push(performance.now() - began);
        send();
      });
    });

  const all = await Promise.all(Array.from({ length: connections }, connection));
  return {
    /** Answers with how long each took, in ms, and how many were not answered 200. */
    async post(requests) {
      queue = requests;
      next = 0;
      open = all.length;
      wrong = 0;
      took = [];
      const began = performance.now();
      await new Promise((resolve, reject) => {
        done = resolve;
        failed = reject;
        for (const { send } of all) send();
      });
      return { took, wrong, spent: performance.now() - began };
    },
    close() {
      failed = () => undefined;
      for (const { socket } of all) socket.destroy();
    },
  };
}
