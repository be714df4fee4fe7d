import type { BinaryNode } from 'baileys';
import type { Account } from '../world/account.js';
import type { Change, Happening } from '../world/change.js';
import type { GroupSettings } from '../world/group-state.js';
import { groupNode, participantNode, seconds } from './group-node.js';
import { addressOf, lidOf, shownPnOf } from './jid.js';
import { node } from './node.js';

const on = (tag: string, isOn: boolean, opposite: string): BinaryNode =>
  node(isOn ? tag : opposite);

function settingNode(name: keyof GroupSettings, settings: GroupSettings): BinaryNode {
  switch (name) {
    case 'announce':
      return on('announcement', settings.announce, 'not_announcement');
    case 'locked':
      return on('locked', settings.locked, 'unlocked');
    case 'ephemeral':
      return settings.ephemeral > 0
        ? node('ephemeral', { expiration: String(settings.ephemeral), trigger: '1' })
        : node('not_ephemeral');
    case 'memberAddMode':
      return node('member_add_mode', {}, Buffer.from(settings.memberAddMode));
    case 'joinApproval':
      return node('membership_approval_mode', {}, [
        node('group_join', { state: settings.joinApproval ? 'on' : 'off' }),
      ]);
  }
}

function peopleNode(
  { group, ranks }: Happening,
  tag: string,
  who: readonly Account[],
  attributes: Readonly<Record<string, string | undefined>> = {},
): BinaryNode {
  return node(
    tag,
    attributes,
    who.map((person) => participantNode(group, person, ranks.get(person))),
  );
}

function linkNode({ change }: Happening, kind: 'linked' | 'unlinked'): BinaryNode {
  if (change.kind !== kind) throw new Error(`There is no link in a change of kind ${change.kind}.`);
  const group = node('group', { jid: change.other.id, subject: change.other.subject });
  return kind === 'linked'
    ? node('link', { link_type: change.as }, [group])
    : node('unlink', { unlink_type: change.as, unlink_reason: 'unlink_group' }, [group]);
}

function descriptionChange({ description }: Extract<Change, { kind: 'description' }>): BinaryNode {
  if (!description) return node('description', { delete: 'true' });
  return node('description', { id: description.id }, [
    node('body', {}, Buffer.from(description.body)),
  ]);
}

/** What is in the notification; the tags are those that baileys 7.0.0-rc14 handles and knows. */
function changeNode(happening: Happening): BinaryNode {
  const { change, group } = happening;
  switch (change.kind) {
    case 'created':
      return node('create', { type: 'new' }, [groupNode(group)]);
    case 'joined':
      return node('create', { reason: change.reason }, [groupNode(group)]);
    case 'added':
      return peopleNode(happening, 'add', change.who, { reason: change.reason });
    case 'removed':
      return peopleNode(happening, 'remove', change.who);
    case 'renumbered':
      return peopleNode(happening, 'modify', change.who);
    case 'promoted':
      return peopleNode(happening, 'promote', change.who);
    case 'demoted':
      return peopleNode(happening, 'demote', change.who);
    case 'subject':
      return node('subject', {
        subject: change.subject,
        s_o: addressOf(happening.by, group.addressing),
        s_t: seconds(group.subjectAt),
      });
    case 'description':
      return descriptionChange(change);
    case 'setting':
      return settingNode(change.name, change.settings);
    case 'invite':
      return node('invite', { code: change.code });
    case 'requested':
      return peopleNode(happening, 'created_membership_requests', change.who, {
        request_method: change.method,
      });
    case 'request-gone':
      return peopleNode(happening, 'revoked_membership_requests', change.who);
    case 'linked':
    case 'unlinked':
      return linkNode(happening, change.kind);
  }
}

/** What a device is told about something that happened in a group. */
export function groupNotification(
  happening: Happening,
  envelope: { readonly id: string; readonly at: number },
): BinaryNode {
  const { group, by } = happening;
  const isLid = group.addressing === 'lid';
  const attributes = {
    from: group.id,
    type: 'w:gp2',
    id: envelope.id,
    t: seconds(envelope.at),
    participant: addressOf(by, group.addressing),
    participant_pn: isLid ? shownPnOf(by) : undefined,
    participant_lid: isLid ? undefined : lidOf(by),
    notify: by.name,
    addressing_mode: group.addressing,
  };
  return node('notification', attributes, [changeNode(happening)]);
}
