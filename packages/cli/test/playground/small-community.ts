import { defineBlueprint, definePlugin, localesIn, type Messages, type Value } from '@kapwa/core';
import pc from 'picocolors';
import { z } from 'zod';
import { type DemoOptions, playDemo } from '../../src/playground/index.js';

/** Two groups, one admin: enough for a play. */
export const smallCommunity = defineBlueprint({
  community: {
    key: 'health',
    name: 'Health Workers',
    purpose: 'Look after families together',
    languages: ['en', 'sw'],
    timeZone: 'Africa/Nairobi',
  },
  people: { sameer: { name: 'Sameer', accounts: { playground: 'sam' } }, grace: { name: 'Grace' } },
  groups: {
    news: { name: 'Announcements', kind: 'announcement', admins: ['sameer', 'grace'] },
    north: {
      name: 'Area North',
      kind: 'general',
      languages: ['sw', 'en'],
      admins: ['sameer', 'grace'],
    },
  },
});

interface WatchfulMessages extends Messages {
  readonly welcome: { readonly name: Value };
  readonly weekend: object;
  readonly 'found.link': { readonly name: Value };
  readonly 'found.welcome': { readonly name: Value };
}

/** Notices the word "link", greets whoever joins, and says something every Friday. */
const watchful = definePlugin({
  name: 'watchful',
  options: z.object({}),
  locales: localesIn<WatchfulMessages>(new URL('./locales/', import.meta.url)),
  setup(scope) {
    scope.on('message.received', { direct: false }, (context, { text }) => {
      const name = context.actor?.person.name ?? '';
      const finding = { reason: 'link', detector: 'link', mode: 'observe' } as const;
      if (text.includes('link')) context.note(finding, 'found.link', { name });
      if (text.includes('crash')) throw new Error('the plugin broke');
    });
    scope.on('member.joined', {}, (context) => {
      const { id: person = '', name = '' } = context.actor?.person ?? {};
      context.say({ person }, 'welcome', { name }, { reason: 'welcome' });
      context.note({ reason: 'welcome' }, 'found.welcome', { name });
    });
    scope.schedule('weekly', { per: 'group', cron: () => '0 16 * * 5' }, (context) => {
      context.say({ group: context.group?.key ?? '' }, 'weekend', {});
    });
  },
});

/** Everything a demo printed. */
export async function played(
  stdin: DemoOptions['stdin'],
  options: Partial<DemoOptions> = {},
): Promise<string> {
  const printed: string[] = [];
  await playDemo({
    blueprint: smallCommunity,
    plugins: [watchful],
    stdin,
    stdout: { write: (chunk) => printed.push(chunk), columns: 90 },
    isTTY: false,
    colors: pc.createColors(false),
    ...options,
  });
  return printed.join('');
}
