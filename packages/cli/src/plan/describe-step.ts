import type { Difference, Handed, PlanStep } from '@kapwa/core';
import { listed } from '../community-file/checks/finding.js';

const HOUR = 3_600_000;

/** A step of a plan in words. */
export interface DescribedStep {
  /** What is not as it should be. */
  readonly message: string;
  /** What closes it. */
  readonly fix: string;
  /** Who closes it: the bot, an admin whom the bot asks for it, or people without the bot. */
  readonly by: PlanStep['by'];
}

function span(length: number): string {
  if (length === 0) return 'never';
  const hours = Math.round(length / HOUR);
  const [count, unit] = hours % 24 === 0 ? [hours / 24, 'day'] : [hours, 'hour'];
  return `after ${count} ${unit}${count === 1 ? '' : 's'}`;
}

function who(allowed: 'everyone' | 'admins'): string {
  return allowed === 'everyone' ? 'everybody' : 'only admins';
}

/** What is not as it should be, and what a person does about it. */
function inWords(difference: Difference): readonly [message: string, byHand: string] {
  const { name } = difference;
  switch (difference.kind) {
    case 'group.missing':
      return ['there is no such group yet', 'Make it on your phone, and add the bot to it.'];
    case 'group.untied':
      return [
        'the bot is in a chat of that name, and community.yaml does not say that this is the one',
        `Write "chat: { ${difference.chat.adapter}: ${JSON.stringify(difference.chat.id)} }" below ${difference.group} in community.yaml.`,
      ];
    case 'group.unseen':
      return [
        'the bot has not seen it yet',
        'Add the bot to it; "chat" in community.yaml must be the address of the group.',
      ];
    case 'bot.absent':
      return ['the bot is no longer in it', 'Add the bot to it again.'];
    case 'bot.not-admin':
      return ['the bot is not an admin', 'Make the bot an admin, or do its work by hand.'];
    case 'group.unlinked':
      return ['it is not part of the community', 'Add it to the community on your phone.'];
    case 'group.adopted':
      return [
        'community.yaml does not name it, and the bot is in it',
        'Describe it below "groups:", or remove the bot from it.',
      ];
    case 'posting.differs':
      return [
        `${who(difference.is)} can write; ${who(difference.should)} should`,
        `Set "Send messages" to ${difference.should === 'admins' ? 'only admins' : 'all members'}.`,
      ];
    case 'editing.differs':
      return [
        `${who(difference.is)} can change its name, description and picture; ${who(difference.should)} should`,
        `Set who may change the group info to ${difference.should === 'admins' ? 'only admins' : 'all members'}.`,
      ];
    case 'adding.differs':
      return [
        `${who(difference.is)} can add people; ${who(difference.should)} should`,
        `Set "Add members" to ${difference.should === 'admins' ? 'only admins' : 'all members'}.`,
      ];
    case 'approval.differs':
      return [
        difference.should
          ? 'people come in without being let in by an admin'
          : 'an admin has to let people in, and nobody should have to',
        `Switch "Approve new members" ${difference.should ? 'on' : 'off'}.`,
      ];
    case 'disappearing.differs':
      return [
        `messages disappear ${span(difference.is)}; they should ${span(difference.should)}`,
        'Set "Disappearing messages" in the settings of the group.',
      ];
    case 'name.differs':
      return [
        `it is called "${difference.is}"`,
        `Call it "${difference.should}", or write the new name into community.yaml.`,
      ];
    case 'description.differs':
      return [
        difference.is.trim() === ''
          ? 'it does not say what it is for'
          : 'its description is not its purpose',
        'Write the purpose into its description, or change it in community.yaml.',
      ];
    case 'link.reset':
      return [
        'its invite link was made anew, and the bot does not know it',
        'Send the new link by direct message only, with a do-not-forward warning.',
      ];
    case 'admin.missing':
      return [`${difference.who} is not an admin`, `Make ${difference.who} an admin.`];
    case 'admin.outside':
      return [
        `${difference.who} is to be an admin and is not in the group`,
        `Invite ${difference.who} by direct message.`,
      ];
    case 'admin.unknown':
      return [
        `nobody can tell whether ${difference.who} is an admin`,
        `Write the account of ${difference.who} into community.yaml, below "people:".`,
      ];
    case 'admin.extra':
      return [
        `${difference.who || 'somebody'} is an admin and community.yaml does not name them`,
        `Name them below "admins:" of ${name}, or take the admin role from them.`,
      ];
  }
}

/** What the bot does about a difference, for a question or a report. */
function byBot(difference: Difference): string {
  switch (difference.kind) {
    case 'group.missing':
      return 'make the group';
    case 'group.unlinked':
      return 'put it under the community';
    case 'posting.differs':
      return `let ${who(difference.should)} write`;
    case 'editing.differs':
      return `let ${who(difference.should)} change its name, description and picture`;
    case 'adding.differs':
      return `let ${who(difference.should)} add people`;
    case 'approval.differs':
      return difference.should
        ? 'let people in only once an admin says so'
        : 'let people in without asking an admin';
    case 'disappearing.differs':
      return `let messages disappear ${span(difference.should)}`;
    case 'name.differs':
      return `call it "${difference.should}"`;
    case 'description.differs':
      return 'write its purpose into its description';
    case 'link.reset':
      return 'read the new link';
    case 'admin.missing':
      return `make ${difference.who} an admin`;
    case 'admin.extra':
      return `take the admin role from ${difference.who || 'them'}`;
    default:
      return '';
  }
}

function names(asked: Handed['asked'], said?: 'done' | 'cannot'): string {
  const meant = said === undefined ? asked : asked.filter((one) => one.said === said);
  return listed(meant.map(({ name }) => name || 'somebody')) || 'Somebody';
}

/** Where it stands with the admins who were asked for a step. */
function standing({ state, asked }: Handed): string {
  switch (state) {
    case 'waiting':
      return `${names(asked.filter(({ said }) => said !== 'cannot'))} was asked, and the bot waits for the answer.`;
    case 'done':
      return `${names(asked, 'done')} said that it is done, but it does not show.`;
    case 'refused':
      return asked.length === 0
        ? 'No admin could be asked.'
        : `${names(asked)} could not do it when asked.`;
    case 'expired':
      return `${names(asked)} was asked, and it was not done in time.`;
  }
}

/** A step in words: by the bot where it can, otherwise what people do, with the reason. */
export function describeStep(step: PlanStep): DescribedStep {
  const { by, capability, difference, handed } = step;
  const [message, byHand] = inWords(difference);
  if (by === 'bot') return { message, fix: byBot(difference), by };
  const asked = handed === undefined ? '' : `${standing(handed)} `;
  const reason =
    capability === undefined || capability.level === 'native' ? '' : ` (${capability.reason})`;
  return { message, fix: `${asked}${byHand}${reason}`, by };
}
