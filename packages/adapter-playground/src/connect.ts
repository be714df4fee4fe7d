import { Readable } from 'node:stream';
import { type AdapterLink, type Connection, KapwaError, type PlatformEvent } from '@kapwa/core';
import { type DecodeFacts, decode } from './decode.js';
import { perform } from './perform.js';
import { updateSchema } from './wire.js';
import type { World } from './world/world.js';

/** What is not an update we know is logged and passed over: it would never become one. */
function read(raw: unknown, facts: DecodeFacts, link: AdapterLink): readonly PlatformEvent[] {
  const update = updateSchema.safeParse(raw);
  if (update.success) return [decode(update.data, facts)];
  link.log.warn('An update of the messenger was not understood and has been left out.', {
    adapter: facts.adapter,
    problem: update.error.issues[0]?.path.join('.'),
  });
  return [];
}

/** Where people are sent who have to write first, in a world that has such a link. */
async function tellLink(
  { startLink, clock }: World,
  adapter: string,
  link: AdapterLink,
): Promise<void> {
  if (startLink === undefined) return;
  const at = clock.now();
  const id = `connected:${at}`;
  await link.accept([
    { kind: 'transport.changed', id, at, adapter, state: 'connected', startLink },
  ]);
}

/** Opens the line to a world. Updates are confirmed only once the kit has them for good. */
export async function connect(
  world: World,
  adapter: string,
  link: AdapterLink,
): Promise<Connection> {
  const facts: DecodeFacts = { adapter, bot: world.bot.id };
  const close = world.line.open((updates) =>
    link.accept(updates.flatMap((raw) => read(raw, facts, link))),
  );
  await tellLink(world, adapter, link);
  return {
    async perform(step, given) {
      const result = await perform(world, step, facts, given);
      if (result.kind !== 'ok' || !world.line.losesAnswer()) return result;
      return { kind: 'unknown', reason: 'the answer was lost on the way' };
    },
    async download(id) {
      if (!world.line.online) {
        throw new KapwaError('adapter.failed', `${adapter}: the messenger cannot be reached.`);
      }
      const file = world.file(id);
      return file && { ...file, size: file.bytes.length, bytes: Readable.from([file.bytes]) };
    },
    async readRole(chat, account) {
      const members = world.line.rolesReadable ? world.group(chat)?.members : undefined;
      if (members !== undefined)
        return members.find((one) => one.account === account)?.role ?? 'none';
      throw new KapwaError('adapter.failed', `${adapter}: the role cannot be read now.`);
    },
    close,
  };
}
