import { type Dialogue, definePlugin } from '@kapwa/core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { messageFrom, messageIn } from '../events.js';
import { temporaryLocales } from '../temporary-locales.js';
import { crewOfKit } from './crew-of-kit.js';

const data = z.object({ answer: z.string().optional() });

/** Asks whoever writes "join", or the group in which it is written, for their area. */
async function asking() {
  const en = { ask: { area: 'Which area are you from?' }, done: { thanks: 'Thank you.' } };
  const { url } = await temporaryLocales('asking', { en });
  return () => [
    definePlugin({
      name: 'asking',
      locales: { url },
      setup(scope) {
        const declared = (lane: 'person' | 'group'): Dialogue<z.input<typeof data>> =>
          scope.dialogue(lane, {
            version: 1,
            lane,
            data,
            steps: { area: { ask: 'ask.area', read: ({ text }) => ({ answer: text }) } },
            done: () => undefined,
          });
        const [person, group] = [declared('person'), declared('group')];
        scope.on('message.received', {}, (context, { text, chat }) => {
          if (text !== 'join') return;
          if (chat.direct) context.begin(person, { person: context.actor?.person.id ?? '' }, {});
          else context.begin(group, { group: context.group?.key ?? '' }, {});
        });
      },
    }),
  ];
}

it('knows of what a worker has asked that the answer is for the bot, until it is there', async () => {
  const { kit, workerCalled } = await crewOfKit(await asking(), { role: 'web' });
  await workerCalled('worker');
  const claims = (event: Parameters<typeof kit.receive>[0]): boolean => kit.receive(event).claimed;
  const toBot = { mentionsBot: true };
  expect(claims(messageFrom('ana', 'hello'))).toBe(false);
  expect(claims(messageIn('north-area', 'hello', toBot))).toBe(false);

  kit.receive(messageFrom('ana', 'join'));
  kit.receive(messageIn('north-area', 'join'));
  await kit.idle();

  expect(claims(messageFrom('juma', 'from the north', { from: { id: 'juma' } }))).toBe(false);
  expect(claims(messageIn('north-area', 'between others'))).toBe(false);
  expect(claims(messageFrom('ana', 'from the north'))).toBe(true);
  expect(claims(messageIn('north-area', 'the north', toBot))).toBe(true);
  await kit.idle();

  expect(claims(messageFrom('ana', 'something else'))).toBe(false);
  expect(claims(messageIn('north-area', 'else', toBot))).toBe(false);
});
