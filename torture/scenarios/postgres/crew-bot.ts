import { appendFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { type Adapter, type AnyPlugin, plain } from '@kapwa/core';
import { z } from 'zod';
import { bareAdapter, barePlugin } from '../delivery/bare-kit.js';
import { SLOWLY } from './crew-community.js';

/** A message that takes its time takes so long, ms. */
const TURN = 1_000;

/** Says a line. */
export type Say = (...words: readonly (string | number)[]) => void;

/**
 * Notes at each message which one of its group came before, and answers it in both ways. Says `turn` of
 * one that takes its time.
 */
export const answeringPlugin = (say: Say): AnyPlugin =>
  barePlugin('answering', (scope) => {
    const last = scope.collection('last', { lane: 'group', schema: z.number() });
    const before = scope.collection('before', { lane: 'group', schema: z.array(z.number()) });
    scope.on('message.received', {}, async (context, { id, chat, text }) => {
      const number = Number(id.slice(id.indexOf(':') + 1));
      if (text === SLOWLY) {
        say('turn', number, chat.id);
        await pause(TURN);
      }
      const latest = (await context.records(last).get(chat.id)) ?? 0;
      context.records(last).set(chat.id, number);
      // Whatever is handled twice stands here twice.
      context.records(before).append(id, latest);
      for (const delivery of ['at-most-once', 'at-least-once'] as const) {
        const answer = plain(`${delivery} ${id}`);
        context.perform(
          { kind: 'message.send', to: { group: chat.id }, text: answer },
          { delivery },
        );
      }
    });
  });

/** A platform that writes down in a file what arrives before it answers. */
export const noting = (file: string): Adapter =>
  bareAdapter(() => ({ kind: 'ok', message: 'm' }), {
    encode: (action) => [{ op: 'send', body: action.kind === 'message.send' ? action.text : '' }],
    connect: () => ({
      async perform({ body }) {
        const [part] = body as readonly { readonly text: string }[];
        appendFileSync(file, `${part?.text}\n`);
        return { kind: 'ok', message: 'm' };
      },
      close: () => undefined,
    }),
  });
