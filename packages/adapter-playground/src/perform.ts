import {
  type AttachmentFile,
  KapwaError,
  type StepGiven,
  type StepResult,
  type WireStep,
} from '@kapwa/core';
import { type DecodeFacts, decode } from './decode.js';
import { maxFile } from './limits.js';
import { type Request, requestSchema } from './wire.js';
import type { NewAttachment } from './world/attaching.js';
import type { Linked } from './world/joining.js';
import { type Done, type RefusalCode, type Refused, refuse, type Wrote } from './world/refusal.js';
import type { World } from './world/world.js';
import { roleIn, type WorldFile, type WorldGroup } from './world/world-state.js';

type RequestOf<Op extends Request['op']> = Extract<Request, { op: Op }>;

/** How the messenger says that somebody with more rights could do it. */
const lackOfRight: readonly RefusalCode[] = [
  'not-a-member',
  'not-an-admin',
  'not-a-community-admin',
  'only-admins-post',
];

/** How it says that the person has to write first. */
const lackOfWord: readonly RefusalCode[] = ['never-wrote', 'wrote-too-long-ago'];

function resultOf(answer: Done | Wrote | Linked | Refused): StepResult {
  if (!answer.ok) {
    const reason = `${answer.code}: ${answer.reason}`;
    if (lackOfWord.includes(answer.code)) return { kind: 'refused', reason, mustWriteFirst: true };
    return lackOfRight.includes(answer.code)
      ? { kind: 'refused', reason, lacksRight: true }
      : { kind: 'refused', reason };
  }
  if ('link' in answer) return { kind: 'ok', data: { link: answer.link } };
  return 'message' in answer ? { kind: 'ok', message: answer.message } : { kind: 'ok' };
}

function set({ bot, ...world }: World, { body }: RequestOf<'set'>): Done | Refused {
  const { group, to } = body;
  const by = { by: bot.id };
  switch (to.what) {
    case 'posting':
      return world.setPosting(group, to.posting, by);
    case 'editing':
      return world.setEditing(group, to.editing, by);
    case 'adding':
      return world.setAdding(group, to.adding, by);
    case 'disappearing':
      return world.setDisappearing(group, to.after, by);
    case 'approval':
      return world.setApproval(group, to.approval, by);
    case 'linked':
      return world.setLinked(group, to.linked, by);
    case 'words': {
      const { what: _what, ...words } = to;
      return world.describe(group, words, by);
    }
  }
}

/** How a group stands, as an answer and as a report: whoever asked need not wait for it. */
function reported(world: World, group: WorldGroup, facts: DecodeFacts) {
  return decode(world.reportOn(group.id), facts);
}

function read(world: World, id: string, facts: DecodeFacts): StepResult {
  const group = world.group(id);
  if (group === undefined) return resultOf(refuse('no-such-chat'));
  if (roleIn(group, world.bot.id) === undefined) return resultOf(refuse('not-a-member'));
  const report = reported(world, group, facts);
  const { id: _id, kind: _kind, at: _at, adapter: _adapter, ...data } = report;
  return { kind: 'ok', data: { name: group.title, ...data }, reports: [report] };
}

function create(world: World, { body }: RequestOf<'create'>, facts: DecodeFacts): StepResult {
  if (body.title.trim() === '') return resultOf(refuse('empty'));
  const group = world.createGroup(world.bot.id, body);
  return {
    kind: 'ok',
    data: { adapter: facts.adapter, id: group.id },
    reports: [reported(world, group, facts)],
  };
}

/** All bytes of a file; the messenger stops listening where there are too many. */
async function received({ mimeType, name, bytes }: AttachmentFile): Promise<WorldFile> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    chunks.push(chunk);
    if (size > maxFile) break;
  }
  return { mimeType, bytes: Buffer.concat(chunks), ...(name === undefined ? {} : { name }) };
}

function send(world: World, { body }: RequestOf<'send'>, file: WorldFile | undefined): StepResult {
  const { chat, text, attachment, ...options } = body;
  const write = (own?: NewAttachment): StepResult =>
    resultOf(
      world.write(world.bot.id, chat, text, own ? { ...options, attachment: own } : options),
    );
  if (attachment === undefined) return write();
  if (attachment.type === 'location' || attachment.type === 'contact') return write(attachment);
  if (file === undefined) return resultOf(refuse('empty'));
  return write({ type: attachment.type, ...file });
}

function answer(
  world: World,
  request: Request,
  facts: DecodeFacts,
  file: WorldFile | undefined,
): StepResult {
  const bot = world.bot.id;
  switch (request.op) {
    case 'send':
      return send(world, request, file);
    case 'edit': {
      const { message, text, marks } = request.body;
      return resultOf(world.edit(bot, message, text, { marks }));
    }
    case 'delete':
      return resultOf(world.deleteForAll(bot, request.body.message));
    case 'react':
      return resultOf(world.react(bot, request.body.message, request.body.emoji));
    case 'pin': {
      const { message, pinned } = request.body;
      return resultOf(pinned ? world.pin(bot, message) : world.unpin(bot, message));
    }
    case 'poll': {
      const { chat, ...poll } = request.body;
      return resultOf(world.ask(bot, chat, poll));
    }
    case 'mark':
      return resultOf(world.showRead(bot, request.body.message));
    case 'typing':
      return resultOf(world.type(bot, request.body.chat));
    case 'set':
      return resultOf(set(world, request));
    case 'create':
      return create(world, request, facts);
    case 'read':
      return read(world, request.body.group, facts);
    case 'member': {
      const { group, account, act } = request.body;
      return resultOf(world[act](account, group, { by: bot }));
    }
    case 'invite': {
      const { group, reset } = request.body;
      const by = { by: bot };
      return resultOf(reset ? world.resetLink(group, by) : world.linkOf(group, by));
    }
  }
}

/** Carries out one request of the bot: a no of the messenger is an answer, not an error. */
export async function perform(
  world: World,
  step: WireStep,
  facts: DecodeFacts,
  given: StepGiven = {},
): Promise<StepResult> {
  const request = requestSchema.safeParse(step);
  if (!request.success) {
    throw new KapwaError(
      'adapter.invalid',
      `playground: the step "${step.op}" is not one this messenger knows. Use what encode() gives.`,
      { cause: request.error },
    );
  }
  if (!world.line.online) return { kind: 'retry', reason: 'the messenger cannot be reached' };
  return answer(world, request.data, facts, given.file && (await received(given.file)));
}
