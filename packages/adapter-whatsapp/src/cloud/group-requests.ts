import { type Adapter, type EncodeFacts, KapwaError, type WireStep } from '@kapwa/core';
import { z } from 'zod';
import { phoneIn } from './address.js';
import { limits } from './limits.js';

/** One request about a group, plain data: `perform-group.ts` knows the addresses. */
export const groupRequestSchema = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('create'),
    subject: z.string(),
    description: z.string().optional(),
  }),
  z.object({
    do: z.literal('describe'),
    group: z.string(),
    subject: z.string().optional(),
    description: z.string().optional(),
  }),
  z.object({ do: z.literal('read'), group: z.string() }),
  z.object({ do: z.literal('invite'), group: z.string(), reset: z.boolean() }),
  z.object({ do: z.literal('remove'), group: z.string(), user: z.string() }),
  z.object({
    do: z.literal('answer-join'),
    group: z.string(),
    user: z.string(),
    approve: z.boolean(),
  }),
]);
/** One request about a group. */
export type GroupRequest = z.output<typeof groupRequestSchema>;

/** The operation of all of them. */
export const GROUP = 'group';

type ReadyAction = Parameters<Adapter['encode']>[0];

function accountFor(person: string, facts: EncodeFacts): string {
  const account = facts.accountOf(person);
  if (account !== undefined) return phoneIn(account) ?? account;
  throw new KapwaError('adapter.invalid', 'whatsapp: this person has no account on WhatsApp.');
}

function requestOf(action: ReadyAction, facts: EncodeFacts): GroupRequest | undefined {
  const group = facts.chat.id;
  switch (action.kind) {
    case 'group.create': {
      const { name = '', purpose } = facts.group ?? {};
      const about = typeof purpose === 'string' ? purpose : Object.values(purpose ?? {})[0];
      const subject = name.slice(0, limits.groupSubject);
      const description = about?.slice(0, limits.groupDescription);
      return { do: 'create', subject, ...(description === undefined ? {} : { description }) };
    }
    case 'group.describe': {
      const { name: subject, description } = action;
      return {
        ...{ do: 'describe', group },
        ...(subject === undefined ? {} : { subject: subject.slice(0, limits.groupSubject) }),
        ...(description === undefined
          ? {}
          : { description: description.slice(0, limits.groupDescription) }),
      };
    }
    case 'group.read':
      return { do: 'read', group };
    case 'invite.get':
    case 'invite.reset':
      return { do: 'invite', group, reset: action.kind === 'invite.reset' };
    case 'member.remove':
      return { do: 'remove', group, user: accountFor(action.person, facts) };
    case 'join.approve':
    case 'join.decline': {
      const user = accountFor(action.person, facts);
      return { do: 'answer-join', group, user, approve: action.kind === 'join.approve' };
    }
    default:
      return undefined;
  }
}

/** The request an action about a group takes; undefined for what the official API has none for. */
export function groupStep(action: ReadyAction, facts: EncodeFacts): WireStep | undefined {
  const body = requestOf(action, facts);
  return body && { op: GROUP, body };
}
