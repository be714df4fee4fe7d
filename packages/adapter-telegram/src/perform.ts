import type { PlatformEvent, StepGiven, StepResult, WireStep } from '@kapwa/core';
import { type Api, InputFile } from 'grammy';
import { ownSteps } from './encode.js';
import { fileFields } from './encode-send.js';
import { movedTo, readFailure } from './errors.js';
import { groupEvent } from './group-event.js';
import { limits } from './limits.js';
import { mute, unmute } from './mute.js';
import { type GroupReader, readGroup } from './read-group.js';
import { setAdding, setEditing, setPosting } from './set-permissions.js';
import { chatMemberSchema, fullChatSchema, linkSchema } from './wire.js';

type Body = Readonly<Record<string, unknown>>;

/** What a step needs of the connection. */
export type PerformParts = GroupReader;

type Raw = (params: Body, signal: AbortSignal) => Promise<unknown>;

/** One call of the Bot API, by name. */
async function call(api: Api, method: string, params: Body): Promise<unknown> {
  const raw = api.raw as unknown as Readonly<Record<string, Raw | undefined>>;
  const found = raw[method];
  if (found === undefined) throw new TypeError(`telegram: there is no method "${method}".`);
  const time = method in fileFields ? 4 * limits.callTime : limits.callTime;
  return found(params, AbortSignal.timeout(time));
}

/** What a group admin gets, of what the bot has itself: nobody can give away what they lack. */
const adminRights = [
  'can_manage_chat',
  'can_delete_messages',
  'can_restrict_members',
  'can_invite_users',
  'can_pin_messages',
  'can_change_info',
  'can_manage_video_chats',
  'can_manage_topics',
] as const;

async function promote(params: Body, { api, bot }: PerformParts): Promise<StepResult> {
  const chat = params.chat_id as number;
  const own: Body = chatMemberSchema.parse(await api.getChatMember(chat, bot));
  const rights = adminRights.filter((right) => own.status === 'creator' || own[right] === true);
  const given = Object.fromEntries(rights.map((right) => [right, true]));
  await call(api, 'promoteChatMember', { ...params, ...given });
  return { kind: 'ok' };
}

async function getLink(params: Body, { api }: PerformParts): Promise<StepResult> {
  const chat = params.chat_id as number;
  const { invite_link: link } = fullChatSchema.parse(await api.getChat(chat));
  // Asking for the main link anew would end the one people have already.
  return { kind: 'ok', data: { link: link ?? (await api.exportChatInviteLink(chat)) } };
}

async function readAnew(params: Body, parts: PerformParts): Promise<StepResult> {
  const { report, events } = await readGroup(params.chat_id as number, parts);
  return { kind: 'ok', data: report, reports: events };
}

interface Sent {
  readonly message_id?: number;
  readonly ephemeral_message_id?: number;
  readonly poll?: { readonly id: string };
}

/** What a call that succeeded brought back, in the kit's words. */
async function understood(
  { op, body }: WireStep,
  result: unknown,
  parts: PerformParts,
): Promise<StepResult> {
  const params = body as Body;
  const reports = (settings: Body): StepResult => ({
    kind: 'ok',
    reports: groupEvent(params.chat_id, parts, settings),
  });
  switch (op) {
    case 'exportChatInviteLink':
      return {
        kind: 'ok',
        data: { link: String(result) },
        ...{ reports: groupEvent(params.chat_id, parts, { linkReset: true }) },
      };
    case 'createChatInviteLink':
      return { kind: 'ok', data: { link: linkSchema.parse(result).invite_link } };
    case 'setChatTitle':
      return reports({ name: params.title });
    case 'setChatDescription':
      return reports({ description: params.description ?? '' });
    default:
      break;
  }
  const sent = (result ?? {}) as Sent;
  const { message_id, poll } = sent;
  if (!op.startsWith('send') || message_id === undefined) return { kind: 'ok' };
  // What one person alone sees is counted apart.
  const own = sent.ephemeral_message_id;
  const message = own === undefined ? String(message_id) : `e${own}`;
  if (poll !== undefined) {
    await parts.memory.addPoll(poll.id, {
      chat: parts.memory.knownAs(Number(params.chat_id)),
      message,
    });
  }
  return { kind: 'ok', message };
}

function withFile(op: string, params: Body, { file }: StepGiven): readonly [string, Body] {
  if (file === undefined) return [op, params];
  // What a messenger calls a voice message Telegram plays as one.
  const method = op === 'sendAudio' && file.mimeType === 'audio/ogg' ? 'sendVoice' : op;
  const field = method === 'sendVoice' ? 'voice' : (fileFields[op] ?? 'document');
  return [method, { ...params, [field]: new InputFile(file.bytes, file.name ?? field) }];
}

const own: Readonly<Record<string, (params: Body, parts: PerformParts) => Promise<StepResult>>> = {
  [ownSteps.setPosting]: setPosting,
  [ownSteps.setEditing]: setEditing,
  [ownSteps.setAdding]: setAdding,
  [ownSteps.promote]: promote,
  [ownSteps.mute]: mute,
  [ownSteps.unmute]: unmute,
  [ownSteps.readGroup]: readAnew,
  [ownSteps.getLink]: getLink,
};

async function tried(step: WireStep, given: StepGiven, parts: PerformParts): Promise<StepResult> {
  const params = step.body as Body;
  const special = own[step.op];
  if (special !== undefined) return special(params, parts);
  const [method, whole] = withFile(step.op, params, given);
  return understood(step, await call(parts.api, method, whole), parts);
}

/** A ban is what a removal is in a basic group: nobody has to be let in again there. */
function isNothingToUnban({ op }: WireStep, error: unknown): boolean {
  return op === 'unbanChatMember' && /method is available/.test(String(error));
}

function moveEvent(from: number, to: number, { adapter, now }: PerformParts): PlatformEvent {
  const chat = { id: String(from), direct: false };
  return {
    kind: 'chat.moved',
    id: `moved:${from}:${to}`,
    at: now(),
    adapter,
    chat,
    to: String(to),
  };
}

/**
 * Carries out one step. A chat that has moved is followed: the step is done there, and the kit told.
 */
export async function perform(
  step: WireStep,
  given: StepGiven,
  parts: PerformParts,
): Promise<StepResult> {
  const asked = step.body as Body;
  const chat = asked.chat_id as number | string;
  const here = { ...step, body: { ...asked, chat_id: parts.memory.currentId(chat) } };
  try {
    return await tried(here, given, parts);
  } catch (error) {
    const to = movedTo(error);
    if (isNothingToUnban(step, error)) return { kind: 'ok' };
    // The bytes of a file have been read by now: it goes out at the next try.
    if (to === undefined) return readFailure(error);
    parts.memory.move(Number(chat), to);
    if (given.file !== undefined) return { kind: 'retry', reason: 'The group has moved.' };
    const result = await perform(step, given, parts);
    const reports = [moveEvent(Number(chat), to, parts)];
    return result.kind === 'ok'
      ? { ...result, reports: [...reports, ...(result.reports ?? [])] }
      : result;
  }
}
