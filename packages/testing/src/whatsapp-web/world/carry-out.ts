import type { Account } from './account.js';
import { type GroupCommand, refusalFor } from './group-command.js';
import { type GroupSettings, type GroupState, isAdmin, isMember } from './group-state.js';
import { type GroupWorld, newInviteCode } from './group-world.js';
import {
  add,
  letIn,
  type PersonOutcome,
  rank,
  request,
  takeOut,
  takeOutEverywhere,
} from './membership.js';
import { type Refusal, refusal } from './refusal.js';

/** What a command led to: what became of each person named, or a refusal of the whole. */
export type Outcome = Refusal | { readonly people: readonly PersonOutcome[] };

const DONE: Outcome = { people: [] };

type Of<Do extends GroupCommand['do']> = Extract<GroupCommand, { readonly do: Do }>;

function remove(world: GroupWorld, group: GroupState, by: Account, command: Of<'remove'>) {
  const people = command.who.map((who): PersonOutcome => {
    const now = group.ranks.get(who);
    if (now === undefined) return { who, error: 404 };
    return now === 'superadmin' ? { who, error: 406 } : { who };
  });
  const gone = people.filter(({ error }) => error === undefined).map(({ who }) => who);
  if (command.everywhere) takeOutEverywhere(world, group, by, gone);
  else takeOut(world, group, by, gone);
  return { people };
}

function decide(
  world: GroupWorld,
  group: GroupState,
  by: Account,
  command: Of<'approve' | 'reject'>,
): Outcome {
  const people = command.who.map(
    (who): PersonOutcome => (group.requests.has(who) ? { who } : { who, error: 404 }),
  );
  const decided = people.filter(({ error }) => error === undefined).map(({ who }) => who);
  for (const who of decided) group.requests.delete(who);
  if (command.do === 'approve') letIn(world, group, by, decided, 'invite');
  else if (decided.length > 0) world.tell(group, by, { kind: 'request-gone', who: decided });
  return { people };
}

function set(
  world: GroupWorld,
  group: GroupState,
  by: Account,
  settings: Partial<GroupSettings>,
): Outcome {
  for (const name of Object.keys(settings) as (keyof GroupSettings)[]) {
    if (settings[name] === undefined || settings[name] === group.settings[name]) continue;
    group.settings = { ...group.settings, [name]: settings[name] };
    world.tell(group, by, { kind: 'setting', name, settings: group.settings });
  }
  return DONE;
}

function leave(world: GroupWorld, group: GroupState, by: Account): Outcome {
  group.haveLeft.add(by);
  if (group.kind === 'community') takeOutEverywhere(world, group, by, [by]);
  else takeOut(world, group, by, [by]);
  return DONE;
}

function join(world: GroupWorld, group: GroupState, by: Account): Outcome {
  if (isMember(group, by)) return refusal(409);
  if (group.settings.joinApproval) request(world, group, by, [by], 'invite_link');
  else letIn(world, group, by, [by], 'invite');
  return DONE;
}

function accept(world: GroupWorld, group: GroupState, by: Account, code: string): Outcome {
  const invite = group.personalInvites.get(by);
  if (invite?.code !== code) return refusal(406);
  if (invite.expires < world.clock.now()) return refusal(410);
  letIn(world, group, by, [by], 'invite');
  return DONE;
}

function withdraw(world: GroupWorld, group: GroupState, by: Account): Outcome {
  if (!group.requests.delete(by)) return refusal(404);
  world.tell(group, by, { kind: 'request-gone', who: [by] });
  return DONE;
}

function link(world: GroupWorld, community: GroupState, by: Account, other: GroupState): Outcome {
  if (community.kind !== 'community' || other.kind !== 'group') return refusal(400);
  if (other.parent) return refusal(409);
  if (!isAdmin(other, by)) return refusal(403);
  other.parent = community;
  world.tell(other, by, { kind: 'linked', other: community, as: 'parent_group' });
  world.tell(community, by, { kind: 'linked', other, as: 'sub_group' });
  letIn(world, community, by, [...other.ranks.keys()], 'linked_group_join');
  return DONE;
}

function unlink(world: GroupWorld, community: GroupState, by: Account, other: GroupState): Outcome {
  if (other.parent !== community || other.kind === 'announcements') return refusal(404);
  other.parent = undefined;
  world.tell(other, by, { kind: 'unlinked', other: community, as: 'parent_group' });
  world.tell(community, by, { kind: 'unlinked', other, as: 'sub_group' });
  return DONE;
}

function rename(world: GroupWorld, group: GroupState, by: Account, subject: string): Outcome {
  group.subject = subject;
  group.subjectBy = by;
  group.subjectAt = world.clock.now();
  world.tell(group, by, { kind: 'subject', subject });
  return DONE;
}

function describe(
  world: GroupWorld,
  group: GroupState,
  by: Account,
  { id, body }: Of<'description'>,
): Outcome {
  const description = body === undefined ? undefined : { id, body, by, at: world.clock.now() };
  group.description = description;
  world.tell(group, by, { kind: 'description', description });
  return DONE;
}

function resetInvite(world: GroupWorld, group: GroupState, by: Account): Outcome {
  group.revokedCodes.add(group.inviteCode);
  group.inviteCode = newInviteCode();
  world.tell(group, by, { kind: 'invite', code: group.inviteCode });
  return DONE;
}

function revokeInvites(group: GroupState, who: readonly Account[]): Outcome {
  for (const person of who) group.personalInvites.delete(person);
  return DONE;
}

/** Does what was asked for if the person may, and tells those whom it concerns. */
export function carryOut(
  world: GroupWorld,
  group: GroupState,
  by: Account,
  command: GroupCommand,
): Outcome {
  const refused = refusalFor(group, by, command);
  if (refused) return refused;
  switch (command.do) {
    case 'add':
      return { people: add(world, group, by, command.who) };
    case 'promote':
      return { people: rank(world, group, by, command.who, 'admin') };
    case 'demote':
      return { people: rank(world, group, by, command.who, 'member') };
    case 'remove':
      return remove(world, group, by, command);
    case 'approve':
    case 'reject':
      return decide(world, group, by, command);
    case 'subject':
      return rename(world, group, by, command.subject);
    case 'description':
      return describe(world, group, by, command);
    case 'settings':
      return set(world, group, by, command.settings);
    case 'invite-read':
      return DONE;
    case 'invite-reset':
      return resetInvite(world, group, by);
    case 'revoke-invites':
      return revokeInvites(group, command.who);
    case 'leave':
      return leave(world, group, by);
    case 'join':
      return join(world, group, by);
    case 'accept':
      return accept(world, group, by, command.code);
    case 'withdraw':
      return withdraw(world, group, by);
    case 'link':
      return link(world, group, by, command.other);
    case 'unlink':
      return unlink(world, group, by, command.other);
  }
}
