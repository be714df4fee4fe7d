import {
  createWorker,
  type Kit,
  type Person,
  type PlatformEvent,
  type Role,
  type Store,
  type Worker,
} from '@kapwa/core';
import { blueprintOf, healthWorkers, type TurnableClock, turnableClock } from '@kapwa/testing';
import { bareAdapter, bareKit, message } from '../delivery/bare-kit.js';
import { type CommunityStep, groups, people, roles, type Standing } from './reference.js';

const known: Role[] = roles.map((name) => ({
  name,
  scope: 'community',
  permissions: ['claim.judge'],
}));
const { quietHours: _quietHours, ...community } = healthWorkers.community;
const blueprint = blueprintOf({ ...healthWorkers, community: { ...community, roles: known } });
const key = blueprint.community.key;

/** Where a community is kept, and how it is found again. */
export interface Keeping {
  open(clock: TurnableClock): Store;
  /** So many workers handle what the kit takes in; they outlive each kit that leads them. */
  readonly workers?: number;
  /** The process that had it open is gone, without a word. */
  kill(): Promise<void>;
}

/** A community that a kit looks after. */
export interface Living {
  take(step: CommunityStep): Promise<void>;
  standing(): Promise<Standing>;
  /** Every record of the kit's own, for comparing stores. */
  records(): Promise<unknown>;
  end(): Promise<void>;
}

const collections = [
  'communities',
  'groups',
  'chats',
  'accounts',
  'people',
  'memberships',
  'standings',
];

/** Makes the community, and starts the kit. */
export async function living(keeping: Keeping): Promise<Living> {
  const clock = turnableClock();
  const told: PlatformEvent[] = [];
  let count = 0;
  let store: Store;
  let kit: Kit;
  const adapters = [bareAdapter(() => ({ kind: 'ok' }))];
  const secret = 'a'.repeat(64);
  const { workers: crewSize = 0 } = keeping;
  const workers: Worker[] = [];

  const start = async (): Promise<void> => {
    store = keeping.open(clock);
    const role = crewSize === 0 ? 'all' : 'web';
    const options = { communities: [blueprint], adapters, schedules: false, secret, role } as const;
    kit = bareKit(options, { clock, store }).kit;
    await kit.start();
    while (workers.length < crewSize) {
      const worker = createWorker({ adapters, clock, secret, store });
      workers.push(worker);
      await worker.start();
    }
  };

  const tell = async (event: PlatformEvent): Promise<void> => {
    told.push(event);
    await kit.receive(event).accepted;
    await kit.idle();
  };
  const base = () => {
    count += 1;
    return { id: `e${count}`, at: clock.now(), adapter: 'playground' } as const;
  };
  const account = (who: number) => ({ id: people[who] ?? '', name: people[who] ?? '' });
  const says = (who: string, text: string): Promise<void> => {
    const chat = { id: who, direct: true };
    return tell(message(base().id, { at: clock.now(), chat, from: { id: who, name: who }, text }));
  };

  const take = async (step: CommunityStep): Promise<void> => {
    const chat = 'group' in step ? { id: groups[step.group] ?? '', direct: false } : undefined;
    switch (step.do) {
      case 'join':
      case 'leave': {
        const kind = step.do === 'join' ? 'member.joined' : 'member.left';
        return tell({ kind, ...base(), chat, member: account(step.who) } as PlatformEvent);
      }
      case 'promote':
      case 'demote': {
        const role = step.do === 'promote' ? 'admin' : 'member';
        const member = account(step.who);
        return tell({ kind: 'role.changed', ...base(), chat, member, role } as PlatformEvent);
      }
      case 'speak':
        return tell(
          message(base().id, { at: clock.now(), group: chat?.id ?? '', from: account(step.who) }),
        );
      case 'posting':
        return tell({ kind: 'group.changed', ...base(), chat, posting: step.by } as PlatformEvent);
      case 'give':
        return says('sameer', `/role give ${people[step.who]} ${roles[step.role]}`);
      case 'take':
        await says('sameer', `/role take ${people[step.who]} ${roles[step.role]}`);
        return says('sameer', 'yes');
      case 'repeat': {
        const again = told.at(-1 - step.back);
        if (again !== undefined) await kit.receive(again).accepted;
        return kit.idle();
      }
      case 'pause':
        return kit.pause(key);
      case 'resume':
        await kit.resume(key);
        return kit.idle();
      case 'restart':
        await kit.stop();
        return start();
      case 'kill':
        await keeping.kill();
        return start();
    }
  };

  await start();
  return {
    take,
    async standing() {
      const named = new Map<string, string>();
      const everybody: Person[] = [];
      for (const { value } of await store.list('core.people', '')) {
        const person = value as Person;
        const name = person.accounts[0]?.id ?? '';
        named.set(person.id, name);
        if ((people as readonly string[]).includes(name)) everybody.push(person);
      }
      const members = (await store.list('core.memberships', '')).flatMap(({ key: at, value }) => {
        const [, group = '', person = ''] = at.split('/');
        const who = named.get(person) ?? person;
        const isOurs = (people as readonly string[]).includes(who);
        return isOurs ? [[`${group}/${who}`, (value as { role: string }).role] as const] : [];
      });
      const posting = (await store.list('core.standings', '')).flatMap(({ key: at, value }) => {
        const { posting: by } = (value as { settings: { posting?: string } }).settings;
        return by === undefined ? [] : [[at.split('/')[1] ?? '', by] as const];
      });
      const has = everybody.flatMap(({ accounts, roles: list }) =>
        list.length === 0 ? [] : [[accounts[0]?.id ?? '', [...list].sort()] as const],
      );
      return {
        members: Object.fromEntries(members.sort()),
        posting: Object.fromEntries(posting.sort()),
        roles: Object.fromEntries(has.sort()),
      };
    },
    async records() {
      const all = [];
      for (const name of collections) {
        const records = await store.list(`core.${name}`, '');
        all.push(records.map(({ key: at, value }) => [at, value]));
      }
      return all;
    },
    async end() {
      await kit.stop();
      for (const worker of workers) await worker.stop();
    },
  };
}
