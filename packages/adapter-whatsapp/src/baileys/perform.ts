import type { AdapterLink, PlatformEvent, StepGiven, StepResult, WireStep } from '@kapwa/core';
import { accountFrom } from './accounts.js';
import { refusalOf, resultOf } from './answers.js';
import { decodeGroup, reportOf } from './decode-group.js';
import type { Guard } from './guard.js';
import type { Intake } from './intake.js';
import { accountIdOf, isGroupJid } from './jid.js';
import type { JoinRequests } from './join-requests.js';
import type { Outgoing, ProtectionSettings } from './protection.js';
import type { GroupSetting, Socket, SocketAnswer, SocketRequest } from './socket-port.js';
import { groupSchema } from './wire.js';
import type { Writers } from './writers.js';

/** What carrying out a request needs. */
export interface PerformParts {
  readonly adapter: string;
  readonly link: AdapterLink;
  readonly socket: Socket;
  readonly intake: Intake;
  readonly guard: Guard;
  readonly writers: Writers;
  readonly requests: JoinRequests;
  readonly protection: ProtectionSettings;
  random(): number;
}

/** Everything people see in a chat; what only reads or changes groups is not counted. */
const inChats: readonly SocketRequest['op'][] = [
  'send',
  'edit',
  'delete',
  'react',
  'pin',
  'poll',
  'media',
  'place',
  'card',
  'typing',
];
/** What has the length of a message, and so of typing it. */
const paced: readonly SocketRequest['op'][] = ['send', 'poll', 'media', 'place', 'card'];

async function outgoingTo(to: string, writers: Writers): Promise<Outgoing> {
  if (isGroupJid(to)) return { to: 'group' };
  const hasWritten = await writers.has(accountIdOf(to) ?? to);
  return { to: hasWritten ? 'person' : 'stranger' };
}

/** Why a request must not go out now; undefined where nothing is against it. */
async function against(
  request: SocketRequest,
  { guard, writers }: PerformParts,
): Promise<StepResult | undefined> {
  if (!('to' in request) || !inChats.includes(request.op)) return undefined;
  const outgoing = await outgoingTo(request.to, writers);
  const verdict = guard.judge(outgoing);
  switch (verdict.kind) {
    case 'no':
      return { kind: 'refused', reason: verdict.reason, mustWriteFirst: true };
    case 'wait':
      return {
        kind: 'retry',
        reason: verdict.reason,
        retryAfter: verdict.ms,
        wholeAccount: true,
      };
    case 'go':
      if (outgoing.to === 'stranger' && paced.includes(request.op)) {
        // Counted before it leaves: a crash must not make room for more.
        await guard.note({ kind: 'cold-message' });
      }
      return undefined;
  }
}

/** A new group begins with people the bot has a chat with while the number is locked for others. */
async function withoutStrangers(
  request: SocketRequest,
  { guard, writers }: PerformParts,
): Promise<SocketRequest> {
  if (request.op !== 'group.create' || !guard.isLocked()) return request;
  const members: string[] = [];
  for (const jid of request.make.members) {
    if (await writers.has(accountIdOf(jid) ?? jid)) members.push(jid);
  }
  return { ...request, make: { ...request.make, members, invites: 0 } };
}

/** A pause no two of which are alike, as between messages that somebody types. */
async function pause(
  request: SocketRequest,
  { link, protection, random }: PerformParts,
): Promise<void> {
  const wait = paced.includes(request.op) ? Math.round(protection.jitter * random()) : 0;
  if (wait === 0) return;
  await new Promise<void>((resolve) => {
    link.clock.after(wait, resolve);
  });
}

/** What a setting is to the kit. */
function changeBy(setting: GroupSetting) {
  switch (setting.kind) {
    case 'posting':
      return { posting: setting.value };
    case 'editing':
      return { editing: setting.value };
    case 'adding':
      return { adding: setting.value };
    case 'disappearing':
      return { disappearing: setting.value * 1000 };
    case 'approval':
      return { approval: setting.value };
    case 'name':
      return { name: setting.value };
    case 'description':
      return { description: setting.value };
  }
}

/** What a request has changed about a group, as an event of the bot's own. */
function changeOf(request: SocketRequest) {
  switch (request.op) {
    case 'group.set':
      return changeBy(request.set);
    case 'group.link':
      return { linked: true };
    case 'group.unlink':
      return { linked: false };
    case 'invite':
      return request.reset ? ({ linkReset: true } as const) : undefined;
    default:
      return undefined;
  }
}

function reportsOf(request: SocketRequest, { adapter, intake }: PerformParts) {
  const change = changeOf(request);
  if (change === undefined || !('group' in request)) return [];
  const { now, stamp } = intake.facts();
  const event: PlatformEvent = {
    kind: 'group.changed',
    id: `own:${request.group}:${stamp}`,
    at: now,
    adapter,
    chat: { id: request.group, direct: false },
    ...change,
    byBot: true,
  };
  return [event];
}

function readGroup(raw: unknown, { intake }: PerformParts): Partial<StepResult> {
  const group = groupSchema.safeParse(raw).data;
  if (group === undefined) return {};
  const facts = intake.facts();
  const events = decodeGroup(raw, facts).flatMap((read) => ('event' in read ? read.event : []));
  const { name, ...report } = reportOf(group, facts);
  return { data: { ...(name && { name }), ...report }, reports: events } as Partial<StepResult>;
}

/** What came of a request, with what WhatsApp does not report by itself. */
function finished(
  request: SocketRequest,
  answer: Extract<SocketAnswer, { kind: 'done' }>,
  parts: PerformParts,
): StepResult {
  const result = resultOf(answer);
  if (result.kind !== 'ok') return result;
  switch (request.op) {
    case 'group.read':
      return { kind: 'ok', ...readGroup(answer.data, parts) } as StepResult;
    case 'group.create': {
      const raw: unknown = answer.data && Reflect.get(answer.data as object, 'group');
      const id = groupSchema.safeParse(raw).data?.id ?? '';
      const { reports = [] } = readGroup(raw, parts) as { reports?: readonly PlatformEvent[] };
      return { kind: 'ok', data: { adapter: parts.adapter, id }, reports };
    }
    default: {
      const reports = reportsOf(request, parts);
      return reports.length === 0 ? result : { ...result, reports };
    }
  }
}

/** A request with the bytes it is about: they go to the other thread in one piece. */
async function withFile(request: SocketRequest, { file }: StepGiven): Promise<SocketRequest> {
  if (request.op !== 'media' || file === undefined) return request;
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.bytes) chunks.push(chunk);
  const bytes = new Uint8Array(Buffer.concat(chunks));
  const { mimeType, name } = file;
  const held = { bytes, mimeType, ...(name === undefined ? {} : { name }) };
  return { ...request, media: { ...request.media, file: held } };
}

/** WhatsApp does not tell the bot what it has answered itself. */
async function noteAnswer(request: SocketRequest, { requests }: PerformParts): Promise<void> {
  const member = request.op === 'join' ? accountFrom([request.member]) : undefined;
  if (request.op !== 'join' || member === undefined) return;
  // Not kept, it is known by the time of the next request.
  await requests.answered(request.group, member).catch(() => undefined);
}

/** Carries out one request, unless something protects the number from it. */
export async function perform(
  step: WireStep,
  parts: PerformParts,
  given: StepGiven = {},
): Promise<StepResult> {
  const written = { op: step.op, ...(step.body as object) } as SocketRequest;
  const request = await withFile(await withoutStrangers(written, parts), given);
  const stop = await against(request, parts);
  if (stop !== undefined) return stop;
  await pause(request, parts);
  const answer = await parts.socket.ask(request);
  if (answer.kind === 'done') {
    await noteAnswer(request, parts);
    return finished(request, answer, parts);
  }
  if (answer.kind === 'refused' && answer.why === undefined) {
    const { code } = answer;
    const isMessage = inChats.includes(request.op);
    if (code === 429 || isMessage) await parts.guard.note({ kind: 'refused', code });
    if (code === 463) {
      return { kind: 'refused', reason: refusalOf(code).reason, mustWriteFirst: true };
    }
  }
  return resultOf(answer);
}
