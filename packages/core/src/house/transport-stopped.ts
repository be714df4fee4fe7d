import type { HouseScope } from './house-context.js';

/** What an admin is told directly is of use now, or not at all, ms. */
const OF_USE = 10 * 60_000;

/**
 * Tells admins that a messenger has given up for good, such as a linked device that was logged out:
 * on another messenger, where the community has a room for its admins, otherwise those community
 * admins whom another way to the same messenger reaches now. The reason is for whoever runs the
 * bot, and stands in its log and health.
 */
export function transportStopped(kit: HouseScope): void {
  kit.on('transport.changed', {}, async (context, { state, adapter }) => {
    if (state !== 'stopped') return;
    const rooms = (await context.groups()).filter(
      ({ kind, chat, adopted }) =>
        kind === 'admin' && !adopted && chat !== undefined && chat.adapter !== adapter,
    );
    for (const { key } of rooms) {
      context.say({ group: key }, 'transport.stopped', { messenger: adapter });
    }
    if (rooms.length > 0) return;
    for (const { id } of await context.peopleWith('*')) {
      if ((await context.reach(id)) !== 'open') continue;
      const expires = context.now + OF_USE;
      context.say({ person: id }, 'transport.stopped', { messenger: adapter }, { expires });
    }
  });
}
