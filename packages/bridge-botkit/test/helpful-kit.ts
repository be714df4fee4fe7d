import {
  type Adapter,
  createKit,
  defineBlueprint,
  definePlugin,
  type Kit,
  type KitOptions,
  type MessageReceived,
  plain,
} from '@kapwa/core';
import { z } from 'zod';

/** What the test has to know of a kit. */
export interface HelpfulKit {
  readonly kit: Kit;
  readonly heard: readonly MessageReceived[];
}

/** A kit whose one plugin takes what begins with "remind", and answers it; it hears everything. */
export function helpfulKit(
  adapters: readonly Adapter[],
  options: Partial<KitOptions> = {},
): HelpfulKit {
  const heard: MessageReceived[] = [];
  const isForKit = (text: string): boolean => text.startsWith('remind');
  const helper = definePlugin({
    name: 'helper',
    options: z.object({}),
    setup(scope) {
      scope.claim((event) => event.kind === 'message.received' && isForKit(event.text));
      scope.on('message.received', {}, (context, event) => {
        heard.push(event);
        if (!isForKit(event.text)) return;
        const { actor, group } = context;
        const to = group === undefined ? { person: actor?.person.id ?? '' } : { group: group.key };
        const text = plain(`Kapwa reminds: ${event.text}`);
        context.perform({ kind: 'message.send', to, text, replyTo: event.message });
      });
    },
  });
  const community = {
    name: 'Health workers',
    purpose: 'Work together',
    timeZone: 'Africa/Nairobi',
  };
  // The channel of the recordings; other adapters have no such chat.
  const groups = adapters.some(({ name }) => name === 'slack')
    ? { north: { name: 'Area North', kind: 'general' as const, chat: { slack: 'C0NORTH' } } }
    : {};
  const kit = createKit({
    communities: [defineBlueprint({ community, groups })],
    adapters,
    plugins: [helper],
    ...options,
  });
  return { kit, heard };
}
