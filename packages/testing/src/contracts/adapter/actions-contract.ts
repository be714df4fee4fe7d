import { type Action, type ActionKind, actionKinds, plain, type Recipient } from '@kapwa/core';
import { expect, it } from 'vitest';
import { GROUP, NEW_GROUP } from './probe.js';
import type { Subject } from './talk-contract.js';
import type { Place } from './under-test.js';

/** Kinds whose own contracts say more. */
const elsewhere: readonly ActionKind[] = ['message.send', 'message.delete'];

/** What an action is about. */
interface About {
  readonly adapter: string;
  /** The chat in which it happens. */
  readonly to: Recipient;
  /** The message of the person. */
  readonly message: string;
  /** The action that sends a message of the bot's own. */
  readonly own: string;
  readonly person: string;
}

function aboutMessages(kind: ActionKind, { to, message, own }: About): Action | undefined {
  switch (kind) {
    case 'message.edit':
      return { kind, target: { ...to, message: { action: own } }, text: plain('Changed') };
    case 'message.react':
      return { kind, target: { ...to, message }, emoji: '👍' };
    case 'message.pin':
    case 'message.unpin':
      return { kind, target: { ...to, message } };
    case 'poll.send':
      return { kind, to, question: 'When?', options: ['Monday', 'Tuesday'] };
    case 'read.show':
      return { kind, target: { ...to, message } };
    case 'typing.show':
      return { kind, to, answers: message };
    default:
      return undefined;
  }
}

function aboutGroups(kind: ActionKind, { adapter, person }: About): Action | undefined {
  const group = GROUP;
  switch (kind) {
    case 'posting.set':
      return { kind, group, posting: 'admins' };
    case 'editing.set':
      return { kind, group, editing: 'everyone' };
    case 'adding.set':
      return { kind, group, adding: 'everyone' };
    case 'disappearing.set':
      return { kind, group, after: 86_400_000 };
    case 'approval.set':
      return { kind, group, approval: true };
    case 'group.describe':
      return { kind, group, description: 'Said by the bot' };
    case 'group.create':
      return { kind, group: NEW_GROUP, adapter };
    case 'group.link':
    case 'group.unlink':
    case 'group.read':
    case 'invite.get':
    case 'invite.reset':
      return { kind, group };
    case 'member.remove':
    case 'member.promote':
    case 'member.demote':
    case 'member.mute':
    case 'member.unmute':
    case 'join.approve':
    case 'join.decline':
      return { kind, group, person };
    default:
      return undefined;
  }
}

function tries(kind: ActionKind, place: Place, subject: () => Subject): void {
  it(`does ${kind} where it says that it can, and otherwise says why not (${place})`, async () => {
    const { probe, under } = subject();
    let level = '';
    const asks = kind.startsWith('join.') ? await under.asksToJoin?.() : undefined;
    await probe.rest();

    await probe.asks(place, 'Please', async (context, event) => {
      const person = context.actor?.person.id ?? '';
      const to = place === 'direct' ? { person } : { group: GROUP };
      const asker = asks === undefined ? person : (await context.personOf({ id: asks })).id;
      const own =
        kind === 'message.edit'
          ? context.perform({ kind: 'message.send', to, text: plain('Own') })
          : '';
      const { adapter } = event;
      const about = { adapter, to, message: event.message, own, person: asker };
      const action = aboutMessages(kind, about) ?? aboutGroups(kind, about);
      if (action === undefined) throw new Error(`The contract knows no ${kind} yet.`);
      const where = kind === 'group.create' ? NEW_GROUP : undefined;
      level = (await context.capability(kind, where)).level;
      context.perform(action, { reason: 'contract' });
    });
    await probe.rest();

    // An admin is asked to do it, who may have to write to the bot first.
    if (level === 'assisted' && probe.outcomes.length === 0) return;
    const nobodyAsked = kind.startsWith('join.') && asks === undefined;
    const outcome = probe.outcomes.at(-1);
    if (level !== 'native' || nobodyAsked) {
      expect(outcome).toEqual({ kind: 'refused', reason: expect.stringMatching(/\S/) });
    } else {
      expect(outcome?.kind).toBe(kind === 'poll.send' ? 'sent' : 'done');
    }
  });
}

function reports(subject: () => Subject): void {
  it('reports a change of a group that the bot itself has made', async () => {
    const { probe } = subject();
    let level = '';
    let posting: string | undefined;

    await probe.asks('group', 'Please', async (context) => {
      level = (await context.capability('posting.set')).level;
      context.perform({ kind: 'posting.set', group: GROUP, posting: 'admins' });
    });
    await probe.rest();
    await probe.asks('direct', 'And now?', async (context) => {
      posting = (await context.groups()).find(({ key }) => key === GROUP)?.posting;
    });

    expect(posting).toBe(level === 'native' ? 'admins' : 'everyone');
  });
}

/** What doing anything at all must be like: done, or said that it cannot be. */
export function actionsContract(hasGroups: boolean, subject: () => Subject): void {
  const place: Place = hasGroups ? 'group' : 'direct';
  for (const kind of actionKinds) {
    if (!elsewhere.includes(kind)) tries(kind, place, subject);
  }
  if (hasGroups) reports(subject);
}
