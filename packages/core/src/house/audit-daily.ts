import { schema } from '../schema.js';
import type { HouseContext, HouseScope } from './house-context.js';

/** The key of the one record a community has: up to which link its admins were told. */
const TOLD = 'told';

/** How much of the hash is posted: enough that nobody makes another audit with the same. */
const SEAL_LENGTH = 16;

/** Nobody is told of what waits for the next morning; the hour is the community's own. */
const EVERY_MORNING = '20 8 * * *';

async function adminRoom(context: HouseContext): Promise<string | undefined> {
  const rooms = await context.groups();
  return rooms.find(({ kind, chat, adopted }) => kind === 'admin' && chat !== undefined && !adopted)
    ?.key;
}

/** The number of the last entry that was told of. */
const toldSchema = schema((z) => z.number());

/**
 * Posts the seal of the audit to the admins' own group once a day, where something was added about
 * their community: whoever owns the disk could write the audit anew, but not what stands on
 * everybody's phone.
 */
export function auditDaily(kit: HouseScope): void {
  const told = kit.collection('audit-told', { lane: 'community', schema: toldSchema });
  kit.schedule('audit-daily', { per: 'community', cron: EVERY_MORNING }, async (context) => {
    const room = await adminRoom(context);
    if (room === undefined) return;
    const records = context.records(told);
    const { n, hash, entries } = await context.auditHead((await records.get(TOLD)) ?? 0);
    if (entries === 0) return;
    records.set(TOLD, n);
    const values = { number: String(entries), seal: hash.slice(0, SEAL_LENGTH) };
    context.say({ group: room }, 'audit.daily', values, { priority: 'notice', reason: 'audit' });
  });
}
