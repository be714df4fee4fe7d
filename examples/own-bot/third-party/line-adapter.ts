import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { Duplex } from 'node:stream';
import {
  type Adapter,
  type AdapterLink,
  type Connection,
  defineAdapter,
  messageOf,
  native,
  plainText,
  type StepResult,
  splitText,
  type TransportChanged,
  unsupported,
} from '@kapwa/core';
import { z } from 'zod';
import { answerSchema, confirmable, decode, newsSchema, resultOf } from './line-wire.js';

/** An adapter for Line, a made-up messenger that speaks JSON lines over a stream. */
export function lineAdapter(stream: Duplex): Adapter {
  const maxText = 500;
  return defineAdapter({
    name: 'line',
    maxText,
    encode(action, { chat }) {
      if (action.kind !== 'message.send') return [];
      const to = chat.direct ? { person: chat.id } : { room: chat.id };
      const pieces = splitText(action.text, maxText, (piece) => plainText(piece).length);
      return pieces.map((piece) => ({ op: 'write', body: { ...to, text: plainText(piece) } }));
    },
    capability: ({ action }) =>
      action === 'message.send' ? native : unsupported('On Line a bot can only write.'),
    connect: (link) => connect(stream, link),
  });
}

async function connect(stream: Duplex, link: AdapterLink): Promise<Connection> {
  const lines = createInterface({ input: stream });
  const waiting = new Map<number, (result: StepResult) => void>();
  let asked = 0;
  let isUp = true;
  let taken = Promise.resolve();
  const send = (line: object): void => void stream.write(`${JSON.stringify(line)}\n`);
  const warn = (error: unknown): void => link.log.warn(`line: ${messageOf(error)}`);

  function report(state: TransportChanged['state']): Promise<void> {
    const base = { id: randomUUID(), at: link.clock.now(), adapter: 'line' };
    return link.accept([{ ...base, kind: 'transport.changed', state }]);
  }

  async function take(told: unknown): Promise<void> {
    const { id } = confirmable.parse(told);
    const news = newsSchema.safeParse(told);
    await link.ready();
    if (news.success) await link.accept([decode(news.data)]);
    else await link.bury(told, z.prettifyError(news.error));
    // Only now: with the store down nothing is confirmed, and Line tells it again.
    send({ got: id });
  }

  lines.on('line', (line) => {
    const told = parsed(line);
    const answer = answerSchema.safeParse(told);
    // Answers overtake news: what waits for room must not hold up what makes room.
    if (answer.success) waiting.get(answer.data.answer)?.(resultOf(answer.data));
    else taken = taken.then(() => take(told)).catch(warn);
  });
  lines.once('close', () => {
    isUp = false;
    for (const settle of waiting.values()) settle({ kind: 'unknown', reason: 'Line is gone.' });
    taken = taken.then(() => report('disconnected')).catch(warn);
  });

  await report('connected');
  return {
    async perform({ op, body }) {
      if (!isUp) return { kind: 'retry', reason: 'Line cannot be reached.' };
      const ask = ++asked;
      const result = new Promise<StepResult>((settle) => waiting.set(ask, settle));
      send({ ask, op, body });
      return result.finally(() => waiting.delete(ask));
    },
    async close() {
      lines.close();
      stream.destroy();
      await taken;
    },
  };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}
