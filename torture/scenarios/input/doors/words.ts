import type { AccountRef, PlatformEvent } from '@kapwa/core';
import fc from 'fast-check';
import { bareAdapter, bareKit, message } from '../../delivery/bare-kit.js';
import { type Door, text } from '../inputs.js';

interface Words {
  readonly words: string;
  readonly direct: boolean;
  readonly name: string;
  readonly mentions: readonly AccountRef[];
}

/** Words somebody writes: as a command, to the bot, in a group, with mentions that may be nobody's. */
export async function wordsDoor(): Promise<Door> {
  const { kit } = bareKit({ adapters: [bareAdapter(() => ({ kind: 'ok' }))], schedules: false });
  await kit.start();
  let failure: string | undefined;
  kit.events.on('plugin.failed', ({ error }) => {
    failure = error.message;
  });
  let count = 0;
  const command = fc.constantFrom(
    '',
    '/help ',
    '/pause ',
    'rules ',
    '/role give @',
    'STOP ',
    '@Ana thanks ',
  );
  return {
    name: 'words',
    inputs: fc.record({
      words: fc.tuple(command, text).map((parts) => parts.join('')),
      direct: fc.boolean(),
      name: text,
      mentions: fc.array(fc.record({ id: text, name: text }), { maxLength: 3 }),
    }),
    async take(input) {
      const { words, direct, name, mentions } = input as Words;
      count += 1;
      failure = undefined;
      const from = { id: `somebody-${count % 500}`, name };
      const chat = direct ? { id: from.id, direct } : { id: 'north-area', direct };
      const event: PlatformEvent = message(`w${count}`, { text: words, from, chat, mentions });
      await kit.receive(event).settled;
      await kit.idle();
      return failure;
    },
    close: () => kit.stop(),
  };
}
