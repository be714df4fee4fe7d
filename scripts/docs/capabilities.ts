// Prints docs/capabilities.md: what each adapter can do of each kind of action, and why not.
import { createWorld, playgroundAdapter } from '@kapwa/adapter-playground';
import { telegramAdapter } from '@kapwa/adapter-telegram';
import { whatsappAdapter, whatsappWeb } from '@kapwa/adapter-whatsapp';
import {
  type ActionKind,
  type Adapter,
  actionKinds,
  type Capability,
  type CapabilityQuery,
  groupSchema,
} from '@kapwa/core';

interface Shown {
  readonly title: string;
  readonly adapter: Adapter;
  /** A chat's id as the platform writes it, where the adapter tells something from it. */
  readonly chat?: string;
}

const adapters: readonly Shown[] = [
  { title: 'Playground', adapter: playgroundAdapter(createWorld()) },
  {
    title: 'WhatsApp, official Cloud API',
    adapter: whatsappAdapter({
      driver: 'cloud',
      token: 'none',
      phoneNumberId: '1',
      appSecrets: ['none'],
      verifyToken: 'none',
    }),
  },
  { title: 'WhatsApp, linked device', adapter: whatsappWeb() },
  {
    title: 'Telegram, supergroups',
    adapter: telegramAdapter({ mode: 'polling', token: '1000:none-of-anybody' }),
    chat: '-1001234567890',
  },
];

const group = groupSchema.parse({
  key: 'group',
  name: 'the group',
  kind: 'general',
  languages: ['en'],
  posting: 'admins',
});

/** `group.create` is asked about a group that has no chat yet; everything else about one that has. */
function queryIn(action: ActionKind, { adapter, chat: id = 'chat' }: Shown, botRole: 'admin' | 'member') {
  const chat = { adapter: adapter.name, id };
  const here = action === 'group.create' ? group : { ...group, chat };
  return { action, now: 0, group: here, botRole };
}

const signs = { native: 'yes', assisted: 'an admin by hand', unsupported: 'no' } as const;

function row(action: ActionKind, shown: Shown, notes: Map<string, number>): string {
  const cell = (query: CapabilityQuery): string => {
    const capability: Capability = shown.adapter.capability(query);
    if (capability.level === 'native') return signs.native;
    const note = notes.get(capability.reason) ?? notes.size + 1;
    notes.set(capability.reason, note);
    return `${signs[capability.level]} (${note})`;
  };
  const cells = [
    cell(queryIn(action, shown, 'admin')),
    cell(queryIn(action, shown, 'member')),
    cell({ action, now: 0 }),
  ];
  return `| \`${action}\` | ${cells.join(' | ')} |`;
}

function section(shown: Shown): string {
  const notes = new Map<string, number>();
  const rows = actionKinds.map((action) => row(action, shown, notes));
  return [
    `## ${shown.title}`,
    '',
    '| action | group, the bot is an admin | group, the bot is a member | direct chat |',
    '|---|---|---|---|',
    ...rows,
    '',
    ...[...notes].map(([reason, note]) => `${note}. ${reason}`),
  ].join('\n');
}

const intro = `# What each platform can do

Made by \`node scripts/generate-docs.js\` from what the adapters answer to \`capability\`; do not edit.

The groups asked about are ones in which only admins may write. \`an admin by hand\`: the platform can do
it, the bot lacks the right, so an admin is asked to do it. The numbers lead to the reason in the
words a person is told it. What an [action](actions.md) comes to is decided anew when it is
carried out, with the rights the bot has then.`;

const sections = adapters.map(section);
process.stdout.write(`${[intro, ...sections].join('\n\n')}\n`);
