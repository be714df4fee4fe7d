import { FOLLOWED } from './crew-community.js';
import {
  type CrewPlace,
  type Member,
  type OwnMember,
  type Role,
  startMember,
} from './crew-member.js';
import { until } from './until.js';

/** Somebody leads, and everything comes to rest, by then, ms, even where the machine has much else to do. */
const PATIENCE = 180_000;

/** A bot in several processes, and the platform that tells it what people write. */
export interface Crew {
  /** The one that leads at the moment. */
  leading(): Member | undefined;
  /** Waits until one of them leads; see `comesTo`. */
  leads(): Promise<boolean>;
  /**
   * Waits until something is so. Where that takes too long it is `broken`, in these words, with what
   * every process was at; answers whether it came to that.
   */
  comesTo(isSo: () => boolean, otherwise: string): Promise<boolean>;
  /** All of a role that are there. */
  members(role: Role): readonly Member[];
  /** Tells it a message, again to whoever leads next, until somebody has taken it in. */
  tell(group: string, number: number, text?: string): Promise<void>;
  /** When all of it is handled and answered, or that takes too long; then every process is stopped. */
  end(): Promise<void>;
  /** What went against the promise by itself, in words. */
  readonly broken: string[];
  /** How often the machine was too busy for the plugin to come through with a message in its ten seconds. */
  readonly late: number;
  /** Groups in which that happened twice with one message: newer ones go first there, as they are to. */
  readonly outOfOrder: ReadonlySet<string>;
}

/** How many processes of each role are to be there: one that ends is replaced. */
export type Size = Readonly<Record<Role, number>>;

/** Starts a bot in several processes. */
export function startCrew(place: CrewPlace, size: Size): Crew {
  const members = new Set<OwnMember>();
  const broken: string[] = [];
  /** Everything that was told and not taken in yet, and when it is. */
  const told = new Map<string, { readonly line: string; taken(): void }>();
  /** How often each message came late. */
  const late = new Map<string, number>();
  const outOfOrder = new Set<string>();
  let isEnding = false;
  let isIdle = false;
  let isOver = false;

  const leading = (): OwnMember | undefined => [...members].find((one) => one.isLeading);

  const hear = (member: OwnMember, line: string): void => {
    const [what, group = '', number = ''] = line.split(' ');
    if (what === 'idle') isIdle = true;
    if (what === 'taken') {
      const key = `${group} ${number}`;
      told.get(key)?.taken();
      told.delete(key);
    }
    if (what === 'late') {
      const key = `${group} ${number}`;
      late.set(key, 1 + (late.get(key) ?? 0));
      if (late.get(key) === 2) outOfOrder.add(group);
    }
    if (what !== 'leading') return;
    for (const { line: again } of told.values()) member.write(again);
    if (isEnding) member.write('rest');
  };

  const replace = (member: OwnMember, code: number | null): void => {
    const { role, isRetired } = member;
    members.delete(member);
    if (isOver || (isEnding && code === 0)) return;
    // On a slow machine one with a short lease is followed at times that nobody chose.
    const mayBeFollowed = place.leaseFor !== undefined && code === FOLLOWED;
    if (!isRetired && !mayBeFollowed) broken.push(`a ${role} ended by itself, with ${code}`);
    start(role);
  };

  const start = (role: Role): void => {
    members.add(startMember(role, place, { heard: hear, ended: replace }));
  };

  for (const role of ['web', 'worker'] as const) {
    for (let at = 0; at < size[role]; at += 1) start(role);
  }

  const comesTo = async (isSo: () => boolean, otherwise: string): Promise<boolean> => {
    if (await until(isSo, PATIENCE)) return true;
    const where = await Promise.all([...members].map((member) => member.where()));
    broken.push(otherwise, ...where);
    return false;
  };

  const stop = async (signal?: 'SIGKILL'): Promise<void> => {
    await Promise.all([...members].map((member) => member.end(signal)));
  };

  return {
    broken,
    outOfOrder,
    get late() {
      return [...late.values()].reduce((sum, times) => sum + times, 0);
    },
    leading,
    comesTo,
    leads: () => comesTo(() => leading() !== undefined, 'nobody leads'),
    members: (role) => [...members].filter((one) => one.role === role && !one.isRetired),
    tell: (group, number, text = '') =>
      new Promise((taken) => {
        const line = `take ${group} ${number} ${text}`;
        told.set(`${group} ${number}`, { line, taken });
        leading()?.write(line);
      }),
    async end() {
      isEnding = true;
      leading()?.write('rest');
      if (await comesTo(() => isIdle, 'it did not come to rest')) return stop();
      isOver = true;
      await stop('SIGKILL');
    },
  };
}
