/**
 * Measures what communities and plugins cost: `node --import tsx scripts/measure-communities.js`,
 * best with `--conditions=@kapwa/source --expose-gc`. Numbers for people, not a test: the counts
 * of listeners and timers are asserted in packages/core/test/kit/communities.test.ts.
 */
import { performance } from 'node:perf_hooks';
import { createKit, definePlugin, groupSchema, plain } from '@kapwa/core';

/** Counts are not read back here. */
const anything = groupSchema.shape.purpose;

const COMMUNITIES = 2_000;
const MESSAGES = 20_000;

/** One community with eight groups and two admins, as small as they come. */
function blueprint(index) {
  const key = `c${index}`;
  return {
    community: {
      key,
      name: `Community ${index}`,
      purpose: 'To be measured.',
      languages: ['en'],
      timeZone: 'UTC',
      countries: [],
      rules: [],
      roles: [],
      dryRun: [],
      plugins: {},
    },
    groups: Array.from({ length: 8 }, (_, at) => ({
      key: `g${at}`,
      name: `Group ${at}`,
      kind: 'general',
      tags: [],
      languages: ['en'],
      listed: true,
      posting: 'everyone',
      adopted: false,
      roles: {},
      chat: { adapter: 'host', id: `${key}-g${at}` },
      admins: [`${key}-one`],
    })),
    people: ['one', 'two'].map((name) => ({
      key: `${key}-${name}`,
      name,
      accounts: [{ adapter: 'host', id: `${key}-${name}` }],
      roles: ['community-admin'],
    })),
    adapters: {},
  };
}

/** A plugin as they are: listens for some words, keeps a count, has a schedule. */
function plugin(name, filters) {
  return definePlugin({
    name,
    // Any schema will do; this one fills in a default.
    options: groupSchema.pick({ tags: true }),
    setup(kit) {
      const counts = kit.collection('counts', { lane: 'group', schema: anything });
      kit.on('message.received', filters, (context) => {
        context.records(counts).add('all', 1);
        const to = { group: context.group?.key ?? '' };
        context.perform({ kind: 'message.send', to, text: plain('thanks') });
      });
      kit.schedule('weekly', { per: 'community', cron: () => '0 9 * * 1' }, () => undefined);
    },
  });
}

function memory() {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

function message(index, chat, text) {
  return {
    kind: 'message.received',
    id: `m${index}`,
    at: Date.now(),
    adapter: 'host',
    chat: { id: chat, direct: false },
    from: { id: 'c0-one', name: 'One' },
    message: `m${index}`,
    text,
    mentions: [],
  };
}

async function measureCommunities(count, pluginCount) {
  const plugins = Array.from({ length: pluginCount }, (_, at) =>
    plugin(`plugin-${at}`, { words: [`word${at}`] }),
  );
  const communities = Array.from({ length: count }, (_, index) => blueprint(index));
  const before = memory();
  const kit = createKit({ communities, plugins });
  const from = performance.now();
  await kit.start();
  const time = performance.now() - from;
  const used = memory() - before;
  const registered = Object.values(kit.plugins.tree()).flat().length;
  await kit.stop();
  return { count, pluginCount, time, used, registered };
}

/** Microseconds for one message that one plugin answers, with so many others that do not care. */
async function measureDispatch(others, filters) {
  const plugins = [
    plugin('answering', { words: ['hello'] }),
    ...Array.from({ length: others }, (_, at) => plugin(`other-${at}`, filters(at))),
  ];
  const kit = createKit({ communities: [blueprint(0)], plugins, schedules: false });
  await kit.start();
  let index = 0;
  const run = async (count) => {
    for (let done = 0; done < count; done += 100) {
      const batch = Array.from({ length: 100 }, () =>
        kit.receive(message(index++, `c0-g${index % 8}`, 'hello everybody, how are you?')),
      );
      await Promise.all(batch.map(({ settled }) => settled));
    }
  };
  await run(2_000);
  globalThis.gc?.();
  const from = performance.now();
  await run(MESSAGES);
  const each = ((performance.now() - from) / MESSAGES) * 1000;
  await kit.stop();
  return each;
}

for (const [count, plugins] of [
  [1, 8],
  [COMMUNITIES, 8],
]) {
  const { time, used, registered } = await measureCommunities(count, plugins);
  process.stdout.write(
    `${count} communities, ${plugins} plugins: start ${time.toFixed(0)} ms, heap +${used.toFixed(1)} MB, ${registered} registrations\n`,
  );
}

const kinds = {
  'other words': (at) => ({ words: [`word${at}`] }),
  'other kinds of chat': () => ({ direct: true }),
  links: () => ({ hasLink: true }),
};
for (const [name, filters] of Object.entries(kinds)) {
  const rounds = { few: [], many: [] };
  for (let round = 0; round < 3; round += 1) {
    rounds.few.push(await measureDispatch(0, filters));
    rounds.many.push(await measureDispatch(199, filters));
  }
  const [few, many] = [Math.min(...rounds.few), Math.min(...rounds.many)];
  process.stdout.write(
    `one message, 1 plugin ${few.toFixed(1)} us, with 199 for ${name} ${many.toFixed(1)} us: ${(many / few).toFixed(2)} x\n`,
  );
}
