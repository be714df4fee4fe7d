import type { BinaryNode } from 'baileys';
import type { Account } from '../world/account.js';
import type { GroupState, Rank } from '../world/group-state.js';
import { addressOf, lidOf, shownPnOf } from './jid.js';
import { node } from './node.js';

/** Seconds since 1970 UTC, as stanzas carry them. */
export function seconds(at: number): string {
  return String(Math.floor(at / 1000));
}

/** The part of an address before the `@`. */
export function userPart(jid: string): string {
  return jid.slice(0, jid.indexOf('@'));
}

/**
 * A member as groups list them: by hidden id, with the phone number where it may be seen, or the
 * other way round in a group that still goes by phone numbers.
 */
export function participantNode(
  group: GroupState,
  who: Account,
  rank: Rank | undefined,
  more: Readonly<Record<string, string>> = {},
): BinaryNode {
  const isLid = group.addressing === 'lid';
  return node('participant', {
    jid: addressOf(who, group.addressing),
    phone_number: isLid ? shownPnOf(who) : undefined,
    lid: isLid ? undefined : lidOf(who),
    type: rank === 'member' ? undefined : rank,
    ...more,
  });
}

function settingNodes({ settings }: GroupState): BinaryNode[] {
  const nodes: BinaryNode[] = [];
  if (settings.announce) nodes.push(node('announcement'));
  if (settings.locked) nodes.push(node('locked'));
  if (settings.ephemeral > 0) {
    nodes.push(node('ephemeral', { expiration: String(settings.ephemeral), trigger: '1' }));
  }
  nodes.push(node('member_add_mode', {}, Buffer.from(settings.memberAddMode)));
  if (settings.joinApproval) {
    nodes.push(node('membership_approval_mode', {}, [node('group_join', { state: 'on' })]));
  }
  return nodes;
}

function kindNodes({ kind, parent }: GroupState): BinaryNode[] {
  const nodes: BinaryNode[] = [];
  if (kind === 'community') {
    nodes.push(node('parent', { default_membership_approval_mode: 'request_required' }));
  }
  if (kind === 'announcements') nodes.push(node('default_sub_group'));
  if (parent) nodes.push(node('linked_parent', { jid: parent.id }));
  return nodes;
}

function descriptionNode(group: GroupState): BinaryNode[] {
  const { description, addressing } = group;
  if (!description) return [];
  const { id, body, by, at } = description;
  const attributes = { id, participant: addressOf(by, addressing), t: seconds(at) };
  return [node('description', attributes, [node('body', {}, Buffer.from(body))])];
}

/**
 * A group as the server describes it, with everybody in it.
 *
 * A community is described by `<group>` as well, which is why `communityMetadata` of baileys
 * always fails (WhiskeySockets/Baileys issue 2753).
 */
export function groupNode(group: GroupState): BinaryNode {
  const { addressing, createdBy, subjectBy } = group;
  const attributes = {
    id: userPart(group.id),
    subject: group.subject,
    s_o: addressOf(subjectBy, addressing),
    s_t: seconds(group.subjectAt),
    creation: seconds(group.createdAt),
    creator: addressOf(createdBy, addressing),
    creator_pn: addressing === 'lid' ? shownPnOf(createdBy) : undefined,
    addressing_mode: addressing,
    size: String(group.ranks.size),
  };
  return node('group', attributes, [
    ...descriptionNode(group),
    ...kindNodes(group),
    ...settingNodes(group),
    ...[...group.ranks].map(([who, rank]) => participantNode(group, who, rank)),
  ]);
}
