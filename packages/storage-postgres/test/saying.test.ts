import { expect, it, vi } from 'vitest';
import { createSaying } from '../src/saying.js';

/** A server that answers when it is told to. */
function slowServer() {
  const answers: (() => void)[] = [];
  const send = vi.fn(
    (_payloads: readonly string[]) => new Promise<void>((sent) => void answers.push(sent)),
  );
  return { send, answer: () => answers.shift()?.() };
}

it('sends what is said in one moment in one go, and then what was said meanwhile', async () => {
  const server = slowServer();
  const saying = createSaying(server.send);

  saying.say('a');
  saying.say('b');
  await vi.waitFor(() => expect(server.send).toHaveBeenCalledTimes(1));
  saying.say('c');
  saying.say('d');
  server.answer();
  await vi.waitFor(() => expect(server.send).toHaveBeenCalledTimes(2));
  server.answer();
  await saying.done();

  expect(server.send.mock.calls).toEqual([[['a', 'b']], [['c', 'd']]]);
});

it('loses what cannot be sent, and goes on with the next', async () => {
  const send = vi.fn().mockRejectedValueOnce(new Error('away')).mockResolvedValue(undefined);
  const saying = createSaying(send);

  saying.say('lost');
  await saying.done();
  saying.say('sent');
  await saying.done();

  expect(send.mock.calls).toEqual([[['lost']], [['sent']]]);
});
