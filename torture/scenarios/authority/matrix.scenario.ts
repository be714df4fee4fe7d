import {
  type Action,
  type ActionKind,
  actionKinds,
  actionPermissions,
  builtInRoles,
  carries,
  type Outcome,
  type PlatformRole,
  type Role,
} from '@kapwa/core';
import { blueprintOf, healthWorkers } from '@kapwa/testing';
import { defineScenario } from '../../scenario.js';
import { bareAdapter, bareKit, barePlugin, message } from '../delivery/bare-kit.js';
import { actionOf, PLANNED } from './action-of.js';

/** Between asking and acting, ms. */
const DELAY = 60_000;

/** That somebody writes is shown at once or never: nothing can happen in between. */
const kinds = actionKinds.filter((kind) => kind !== 'typing.show' && kind !== 'read.show');

/** Who asks, by what they are when they ask. */
const askers = ['community-admin', 'group-admin', 'member', 'outsider'] as const;
type Asker = (typeof askers)[number];

/** What becomes of it before it is done. */
const moments = ['nothing', 'demoted', 'promoted', 'left', 'unreadable', 'role taken'] as const;
type Moment = (typeof moments)[number];

const { quietHours: _quietHours, ...community } = healthWorkers.community;
const deputy: Role = { name: 'deputy', scope: 'community', permissions: ['*'] };
const scene = blueprintOf({ ...healthWorkers, community: { ...community, roles: [deputy] } });
const planned = scene.groups
  .slice(0, 1)
  .map(({ chat: _chat, ...group }) => ({ ...group, key: PLANNED }));
const blueprint = { ...scene, groups: [...scene.groups, ...planned] };

/** The platform's role of somebody, as the messenger has it at that moment. */
function truth(asker: Asker, moment: Moment): PlatformRole | 'none' | undefined {
  if (moment === 'unreadable') return undefined;
  if (moment === 'left') return 'none';
  if (moment === 'demoted') return asker === 'outsider' ? 'none' : 'member';
  if (moment === 'promoted') return 'admin';
  if (asker === 'outsider') return 'none';
  return asker === 'group-admin' ? 'admin' : 'member';
}

/** The table: what may be done, put together from the roles that count at the moment it is done. */
function isAllowed(kind: ActionKind, asker: Asker, moment: Moment): boolean {
  const role = truth(asker, moment);
  const held = [
    ...(asker === 'community-admin' && moment !== 'role taken' ? ['community-admin'] : []),
    ...(role === undefined || role === 'none' ? [] : ['member']),
    ...(role === 'admin' ? ['group-admin'] : []),
  ];
  return builtInRoles
    .filter(({ name }) => held.includes(name))
    .some(({ permissions }) => permissions.some((one) => carries(one, actionPermissions[kind])));
}

interface Row {
  readonly done: ReadonlySet<ActionKind>;
  readonly refused: ReadonlyMap<ActionKind, string>;
  readonly broken: readonly string[];
}

/** One asker asks for everything at once; then the moment comes, and then it is time to act. */
async function row(asker: Asker, moment: Moment): Promise<Row> {
  const done = new Set<ActionKind>();
  const refused = new Map<ActionKind, string>();
  const broken: string[] = [];
  const isBefore = { value: true };
  const adapter = bareAdapter(() => ({ kind: 'ok' }), {
    encode: ({ kind }) => [{ op: kind, body: '' }],
    connect: () => ({
      async perform({ op }) {
        done.add(op as ActionKind);
        return { kind: 'ok', message: `m ${op}` };
      },
      async readRole() {
        const role = truth(asker, isBefore.value ? 'nothing' : moment);
        if (role === undefined) throw new Error('the messenger does not answer');
        return role;
      },
      close: () => undefined,
    }),
  });
  const plugin = barePlugin('asking', (scope) => {
    scope.on('message.received', { direct: true }, async (context, { text }) => {
      if (text !== 'do it') return;
      const baraka = await context.personOf({ id: 'baraka' });
      for (const kind of kinds) {
        const options = { notBefore: context.now + DELAY, reason: 'the matrix' };
        const person = context.actor?.person.id ?? '';
        const onBehalfOf = { person, permission: actionPermissions[kind] };
        context.perform(actionOf(kind, baraka.id) as Action, { ...options, onBehalfOf });
      }
    });
  });
  const parts = { communities: [blueprint], adapters: [adapter], plugins: [plugin] };
  const { kit, clock } = bareKit({ ...parts, schedules: false });
  kit.events.on('action.settled', ({ item: { action }, outcome }) => note(action.kind, outcome));
  const note = (kind: ActionKind, outcome: Outcome): void => {
    if (outcome.kind === 'refused') refused.set(kind, outcome.reason);
  };
  let count = 0;
  const says = async (who: string, text: string): Promise<void> => {
    const chat = { id: who, direct: true };
    count += 1;
    const from = { id: who, name: who };
    await kit.receive(message(`${count}`, { at: clock.now(), chat, from, text })).settled;
    await kit.idle();
  };
  kit.events.on('plugin.failed', ({ error }) => broken.push(error.message));
  await kit.start();
  clock.settleWith(() => kit.idle());
  const member = { id: 'ana', name: 'ana' };
  const chat = { id: 'north-area', direct: false };
  const at = clock.now();
  const base = { adapter: 'playground', at, chat, member } as const;
  if (asker !== 'outsider') {
    await kit.receive({ kind: 'member.joined', id: 'j', ...base }).settled;
    const role = asker === 'group-admin' ? 'admin' : 'member';
    await kit.receive({ kind: 'role.changed', id: 'r', ...base, role }).settled;
  }
  await says('ana', 'good morning');
  if (asker === 'community-admin') await says('sameer', '/role give ana deputy');
  await says('ana', 'do it');
  isBefore.value = false;
  if (moment === 'role taken' && asker === 'community-admin') {
    await says('sameer', '/role take ana deputy');
    await says('sameer', 'yes');
  }
  done.clear();
  await clock.advance(2 * DELAY);
  await kit.stop();
  return { done, refused, broken };
}

/** Everything that can be asked for, by everybody, whatever happens to their role meanwhile. */
export default defineScenario({
  name: 'authority/matrix',
  promise: 'of every action, for every role, only what the table allows at that moment is done',
  trials: { quick: 1, full: 1 },
  async run() {
    const broken: string[] = [];
    let cells = 0;
    let allowed = 0;
    for (const asker of askers) {
      for (const moment of moments) {
        const { done, refused, broken: failures } = await row(asker, moment);
        broken.push(...failures);
        for (const kind of kinds) {
          const wanted = isAllowed(kind, asker, moment);
          cells += 1;
          if (wanted) allowed += 1;
          if (done.has(kind) === wanted) continue;
          const why = refused.get(kind) ?? 'nothing was said';
          broken.push(
            `${kind} for ${asker}, ${moment} meanwhile: ${wanted ? `not done, ${why}` : 'done'}`,
          );
        }
      }
    }
    const figures = `${cells} cells: ${kinds.length} actions, ${askers.length} roles, ${moments.length} moments; ${allowed} allowed`;
    return { trials: cells, broken, figures };
  },
});
