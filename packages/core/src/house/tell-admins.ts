import type { CoreMessages } from '../messages.js';
import type { HouseContext } from './house-context.js';

/** News for those who look after the community. */
type News = 'account.moved' | 'account.lost' | 'group.suspended' | 'group.restored';

/**
 * Tells admins something in their own rooms, but for one that it may be about; where there is none,
 * those community admins, but for one, who can be written to now.
 */
export async function tellAdmins<Key extends News>(
  context: HouseContext,
  message: Key,
  values: CoreMessages[Key],
  besides: { readonly room?: string; readonly person?: string } = {},
): Promise<void> {
  const rooms = (await context.groups()).filter(
    ({ key, kind, chat, adopted }) =>
      kind === 'admin' && !adopted && chat !== undefined && key !== besides.room,
  );
  for (const { key } of rooms) context.say({ group: key }, message, values, { priority: 'notice' });
  if (rooms.length > 0) return;
  for (const { id } of await context.peopleWith('*')) {
    if (id === besides.person || (await context.reach(id)) !== 'open') continue;
    context.say({ person: id }, message, values, { priority: 'notice' });
  }
}
