import type { HouseScope } from './house-context.js';
import { tellAdmins } from './tell-admins.js';

/** Tells admins that a messenger has closed one of their groups, or opened it again. */
export function groupSuspended(kit: HouseScope): void {
  kit.on('group.changed', {}, async (context, { suspended, adapter }) => {
    const { group } = context;
    if (group === undefined || suspended === undefined) return;
    if ((group.suspended === true) === suspended) return;
    const what = suspended ? 'group.suspend' : 'group.restore';
    context.audit({ what, by: 'platform', target: group.key, result: 'done' });
    const values = { group: group.name, messenger: adapter };
    const message = suspended ? 'group.suspended' : 'group.restored';
    await tellAdmins(context, message, values, { room: group.key });
  });
}
