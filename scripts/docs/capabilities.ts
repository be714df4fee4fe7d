// Prints docs/capabilities.md: what each adapter can do of each kind of action, and why not.
import { createWorld, playgroundAdapter } from '@kapwa/adapter-playground';
import { whatsappAdapter } from '@kapwa/adapter-whatsapp';
import {
  type ActionKind,
  type Adapter,
  actionKinds,
  type Capability,
  type CapabilityQuery,
  groupSchema,
} from '@kapwa/core';

const adapters: readonly { readonly title: string; readonly adapter: Adapter }[] = [
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
];

const group = groupSchema.parse({
  key: 'group',
  name: 'the group',
  kind: 'general',
  languages: ['en'],
  posting: 'admins',
});

/** `group.create` is asked about a group that has no chat yet; everything else about one that has. */
function queryIn(action: ActionKind, adapter: Adapter, botRole: 'admin' | 'member') {
  const chat = { adapter: adapter.name, id: 'chat' };
  const here = action === 'group.create' ? group : { ...group, chat };
  return { action, now: 0, group: here, botRole };
}

const signs = { native: 'yes', assisted: 'an admin by hand', unsupported: 'no' } as const;

function row(action: ActionKind, adapter: Adapter, notes: Map<string, number>): string {
  const cell = (query: CapabilityQuery): string => {
    const capability: Capability = adapter.capability(query);
    if (capability.level === 'native') return signs.native;
    const note = notes.get(capability.reason) ?? notes.size + 1;
    notes.set(capability.reason, note);
    return `${signs[capability.level]} (${note})`;
  };
  const cells = [
    cell(queryIn(action, adapter, 'admin')),
    cell(queryIn(action, adapter, 'member')),
    cell({ action, now: 0 }),
  ];
  return `| \`${action}\` | ${cells.join(' | ')} |`;
}

function section(title: string, adapter: Adapter): string {
  const notes = new Map<string, number>();
  const rows = actionKinds.map((action) => row(action, adapter, notes));
  return [
    `## ${title}`,
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

const sections = adapters.map(({ title, adapter }) => section(title, adapter));
process.stdout.write(`${[intro, ...sections].join('\n\n')}\n`);
