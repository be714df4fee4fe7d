import { randomBytes } from 'node:crypto';
import type { BinaryNode } from 'baileys';
import { groupNode, participantNode, seconds, userPart } from '../wire/group-node.js';
import { addressOf, shownPnOf } from '../wire/jid.js';
import { childOf, childrenOf, node, textOf } from '../wire/node.js';
import type { Account } from '../world/account.js';
import { carryOut } from '../world/carry-out.js';
import type { Directory } from '../world/directory.js';
import { foundCommunity, foundGroup } from '../world/found.js';
import type { GroupCommand } from '../world/group-command.js';
import { refusalFor } from '../world/group-command.js';
import { type GroupState, isMember } from '../world/group-state.js';
import type { GroupWorld } from '../world/group-world.js';
import type { PersonOutcome } from '../world/membership.js';
import { isRefusal, refusal } from '../world/refusal.js';
import type { Answer, Answering } from './answer.js';
import { readCommand } from './group-command-node.js';

/** What the queries about groups need of the world. */
export interface GroupQueryWorld {
  readonly directory: Directory;
  readonly groups: GroupWorld;
}

function outcomeNode(group: GroupState, { who, error, invite }: PersonOutcome): BinaryNode {
  const rank = group.ranks.get(who);
  const answer = participantNode(group, who, rank, error ? { error: String(error) } : {});
  if (!invite) return answer;
  const request = node('add_request', { code: invite.code, expiration: seconds(invite.expires) });
  return { ...answer, content: [request] };
}

function requestNode(group: GroupState): BinaryNode {
  const requests = [...group.requests].map(([who, { method, at }]) =>
    node('membership_approval_request', {
      jid: addressOf(who, group.addressing),
      phone_number: shownPnOf(who),
      request_method: method,
      request_time: seconds(at),
    }),
  );
  return node('membership_approval_requests', {}, requests);
}

function subGroupsNode(world: GroupWorld, community: GroupState): BinaryNode {
  const groups = world.linked(community).map((group) =>
    node('group', {
      id: userPart(group.id),
      subject: group.subject,
      creation: seconds(group.createdAt),
      creator: addressOf(group.createdBy, group.addressing),
      size: String(group.ranks.size),
    }),
  );
  return node('sub_groups', {}, groups);
}

function peopleOfCommunity(world: GroupWorld, community: GroupState): BinaryNode {
  const people = new Set<Account>(community.ranks.keys());
  for (const group of world.linked(community))
    for (const who of group.ranks.keys()) people.add(who);
  return node(
    'linked_groups_participants',
    {},
    [...people].map((who) => participantNode(community, who, undefined)),
  );
}

function read(world: GroupWorld, group: GroupState, by: Account, asked: string): Answer {
  if (asked === 'invite') {
    const refused = refusalFor(group, by, { do: 'invite-read' });
    return refused ?? [node('invite', { code: group.inviteCode })];
  }
  // Who is in a group of a community may see what else is linked to it.
  const isInside =
    isMember(group, by) || world.linked(group).some((linked) => isMember(linked, by));
  if (!isInside) return refusal(403);
  switch (asked) {
    case 'query':
      return [groupNode(group)];
    case 'membership_approval_requests':
      return refusalFor(group, by, { do: 'approve', who: [] }) ?? [requestNode(group)];
    case 'sub_groups':
      return [subGroupsNode(world, group)];
    case 'linked_groups_participants':
      return [peopleOfCommunity(world, group)];
    default:
      return refusal(400);
  }
}

/** The group an invite code leads to; 410 for one that was reset, 406 for none at all. */
function invited(world: GroupWorld, code: string | undefined) {
  for (const group of world.groups.values()) {
    if (group.inviteCode === code) return group;
    if (code !== undefined && group.revokedCodes.has(code)) return refusal(410);
  }
  return refusal(406);
}

function create({ directory, groups }: GroupQueryWorld, asked: BinaryNode, by: Account): Answer {
  const subject = asked.attrs.subject ?? '';
  const body = childOf(childOf(asked, 'description'), 'body');
  const description = body && textOf(body);
  if (childOf(asked, 'parent')) {
    return [
      groupNode(foundCommunity(groups, { by, subject, ...(description && { description }) })),
    ];
  }
  const parentId = childOf(asked, 'linked_parent')?.attrs.jid;
  const parent = parentId === undefined ? undefined : groups.groups.get(parentId);
  if (parentId !== undefined && !parent) return refusal(404);
  const who = childrenOf(asked, 'participant').flatMap(
    ({ attrs }) => directory.find(attrs.jid) ?? [],
  );
  const founded = foundGroup(groups, { by, subject, parent, members: who });
  if (isRefusal(founded)) return founded;
  return [groupNode(founded.group)];
}

/** Queries to `@g.us` itself: about all groups, about codes, and what makes or leaves a group. */
function answerAtLarge(world: GroupQueryWorld, iq: BinaryNode, by: Account): Answer {
  const asked = childOf(iq);
  const { groups } = world;
  switch (asked?.tag) {
    case 'participating': {
      const mine = [...groups.groups.values()].filter((group) => isMember(group, by));
      return [node('groups', {}, mine.map(groupNode))];
    }
    case 'create':
      return create(world, asked, by);
    case 'leave':
      for (const { attrs } of childrenOf(asked)) {
        const group = groups.groups.get(attrs.id ?? '');
        if (group) carryOut(groups, group, by, { do: 'leave' });
      }
      return [node('leave')];
    case 'invite': {
      const group = invited(groups, asked.attrs.code);
      if (isRefusal(group)) return group;
      if (iq.attrs.type === 'get') return [groupNode(group)];
      const outcome = carryOut(groups, group, by, { do: 'join' });
      if (isRefusal(outcome)) return outcome;
      const tag = group.kind === 'community' ? 'community' : 'group';
      return [node(tag, { jid: group.id })];
    }
    default:
      return refusal(400);
  }
}

function resultOf(
  group: GroupState,
  asked: BinaryNode,
  command: GroupCommand,
  people: readonly PersonOutcome[],
): Answer {
  const named = people.map((outcome) => outcomeNode(group, outcome));
  switch (command.do) {
    case 'approve':
    case 'reject':
      return [node('membership_requests_action', {}, [node(command.do, {}, named)])];
    case 'invite-reset':
      return [node('invite', { code: group.inviteCode })];
    case 'link':
    case 'unlink':
      return [asked];
    default:
      return [node(asked.tag, {}, named)];
  }
}

/** `w:g2`: everything about groups and communities. */
export function answerGroupQueries(world: GroupQueryWorld): Answering {
  const { groups, directory } = world;
  return (iq, { account: by }) => {
    const { to = '', type } = iq.attrs;
    if (to === '@g.us' || to === 'g.us') return answerAtLarge(world, iq, by);
    const group = groups.groups.get(to);
    if (!group) return refusal(404);
    const asked = childOf(iq);
    if (!asked) return refusal(400);
    if (type === 'get') return read(groups, group, by, asked.tag);
    const newId = randomBytes(8).toString('hex').toUpperCase();
    const command = readCommand(asked, { directory, groups: groups.groups, newId });
    if (!command) return refusal(400);
    const outcome = carryOut(groups, group, by, command);
    return isRefusal(outcome) ? outcome : resultOf(group, asked, command, outcome.people);
  };
}
