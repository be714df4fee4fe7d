import type { AdapterLink, PlatformEvent, StepResult } from '@kapwa/core';
import { readFailure } from './errors.js';
import type { GraphAnswer, GraphClient } from './graph-client.js';
import type { GroupRequest } from './group-requests.js';
import { limits } from './limits.js';
import {
  createdSchema,
  groupInfoSchema,
  inviteSchema,
  joinRequestsSchema,
  type MadeGroup,
} from './wire-groups.js';

/** Groups that were asked for, and of which a webhook will tell. */
export interface AwaitedGroups {
  /** Says that one is about to be asked for: the webhook may be faster than the answer. */
  begin(): void;
  end(): void;
  /** Takes what a webhook tells of a new group; false where nobody waits for it. */
  made(group: MadeGroup): boolean;
  /** Resolves when it is there, or why not; undefined when that took too long. */
  wait(request: string): Promise<MadeGroup | undefined>;
  /** Lets go of everybody who waits. */
  stop(): void;
}

/** Makes an empty list. What a webhook tells too early is kept for whoever asks. */
export function awaitedGroups(clock: AdapterLink['clock']): AwaitedGroups {
  const early = new Map<string, MadeGroup>();
  const waiting = new Map<string, (group: MadeGroup | undefined) => void>();
  let asking = 0;
  return {
    begin() {
      asking += 1;
    },
    end() {
      asking -= 1;
      if (asking === 0) early.clear();
    },
    made(group) {
      const { request } = group;
      const found = waiting.get(request);
      if (found !== undefined) found(group);
      else if (asking > 0) early.set(request, group);
      return found !== undefined || asking > 0;
    },
    async wait(request) {
      const known = early.get(request);
      if (known !== undefined) return known;
      return new Promise((resolve) => {
        const cancel = clock.after(limits.groupTime, () => done(undefined));
        const done = (group: MadeGroup | undefined): void => {
          cancel();
          waiting.delete(request);
          resolve(group);
        };
        waiting.set(request, done);
      });
    },
    stop() {
      for (const done of [...waiting.values()]) done(undefined);
    },
  };
}

/** What requests about groups need. */
export interface GroupParts {
  readonly client: GraphClient;
  readonly phoneNumberId: string;
  readonly awaited: AwaitedGroups;
  /** The name under which groups are known. */
  readonly adapter: string;
  now(): number;
}

const product = { messaging_product: 'whatsapp' };

function at(group: string, edge = ''): string {
  return `/${encodeURIComponent(group)}${edge}`;
}

function failed(answer: GraphAnswer): StepResult | undefined {
  if (answer.kind === 'silent') {
    return { kind: answer.arrived === 'no' ? 'retry' : 'unknown', reason: answer.reason };
  }
  const { status, body, retryAfter } = answer;
  return status < 200 || status > 299 ? readFailure(status, body, retryAfter) : undefined;
}

const UNREADABLE: StepResult = {
  kind: 'unknown',
  reason: 'WhatsApp answered in a form that is not known.',
};

function bodyOf(answer: GraphAnswer): unknown {
  return answer.kind === 'answered' ? answer.body : undefined;
}

function reportOf(
  group: string,
  told: { readonly name?: string | undefined; readonly approval?: boolean | undefined },
  { adapter, now }: GroupParts,
): PlatformEvent {
  const at = now();
  const chat = { id: group, direct: false, ...(told.name && { title: told.name }) };
  const approval = told.approval === undefined ? {} : { approval: told.approval };
  const id = `own:${group}:${at}`;
  return { kind: 'group.reported', id, at, adapter, chat, botRole: 'owner', ...approval };
}

async function create(
  request: Extract<GroupRequest, { do: 'create' }>,
  parts: GroupParts,
): Promise<StepResult> {
  parts.awaited.begin();
  try {
    return await createNow(request, parts);
  } finally {
    parts.awaited.end();
  }
}

async function createNow(
  { subject, description }: Extract<GroupRequest, { do: 'create' }>,
  parts: GroupParts,
): Promise<StepResult> {
  const body = { ...product, subject, ...(description === undefined ? {} : { description }) };
  const answer = await parts.client.post(`/${parts.phoneNumberId}/groups`, body);
  const problem = failed(answer);
  if (problem !== undefined) return problem;
  const request = createdSchema.safeParse(bodyOf(answer)).data?.request_id;
  if (request === undefined) return UNREADABLE;
  const made = await parts.awaited.wait(request);
  if (made === undefined) {
    return { kind: 'unknown', reason: 'WhatsApp has not told yet whether the group was made.' };
  }
  if ('refused' in made) return readFailure(400, { error: { code: made.refused } });
  const { group } = made;
  const data = { adapter: parts.adapter, id: group };
  return { kind: 'ok', data, reports: [reportOf(group, { name: subject }, parts)] };
}

async function read(group: string, parts: GroupParts): Promise<StepResult> {
  const fields = '?fields=subject,description,participants,join_approval_mode,suspended';
  const answer = await parts.client.get(at(group, fields));
  const problem = failed(answer);
  if (problem !== undefined) return problem;
  const info = groupInfoSchema.safeParse(bodyOf(answer)).data;
  if (info === undefined) return UNREADABLE;
  const { subject: name, description, participants = [], join_approval_mode: mode } = info;
  const { suspended } = info;
  const approval = mode === undefined ? undefined : mode === 'approval_required';
  const members = participants.map(({ wa_id: id }) => ({
    account: { id },
    role: 'member' as const,
  }));
  const data = {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(approval === undefined ? {} : { approval }),
    botRole: 'owner' as const,
    members,
    ...(suspended === undefined ? {} : { suspended }),
  };
  const report = { ...reportOf(group, { name, approval }, parts), ...data };
  const { name: _name, ...told } = report;
  return { kind: 'ok', data, reports: [told as PlatformEvent] };
}

async function invite(group: string, reset: boolean, parts: GroupParts): Promise<StepResult> {
  const path = at(group, '/invite_link');
  const answer = await (reset ? parts.client.post(path, product) : parts.client.get(path));
  const problem = failed(answer);
  if (problem !== undefined) return problem;
  const link = inviteSchema.safeParse(bodyOf(answer)).data?.invite_link;
  return link === undefined ? UNREADABLE : { kind: 'ok', data: { link } };
}

/** Somebody is let in or not by the id of their request, which has to be looked up. */
async function answerJoin(
  { group, user, approve }: Extract<GroupRequest, { do: 'answer-join' }>,
  { client }: GroupParts,
): Promise<StepResult> {
  const path = at(group, '/join_requests');
  const open = await client.get(path);
  const problem = failed(open);
  if (problem !== undefined) return problem;
  const requests = joinRequestsSchema.safeParse(bodyOf(open)).data?.data ?? [];
  const ids = requests.filter(({ wa_id, user_id }) => [wa_id, user_id].includes(user));
  if (ids.length === 0) return { kind: 'refused', reason: 'They have not asked to be let in.' };
  const body = { ...product, join_requests: ids.map(({ join_request_id: id }) => id) };
  const answer = await (approve ? client.post(path, body) : client.delete(path, body));
  return failed(answer) ?? { kind: 'ok' };
}

/** Carries out one request about a group. */
export async function performGroup(request: GroupRequest, parts: GroupParts): Promise<StepResult> {
  switch (request.do) {
    case 'create':
      return create(request, parts);
    case 'read':
      return read(request.group, parts);
    case 'invite':
      return invite(request.group, request.reset, parts);
    case 'answer-join':
      return answerJoin(request, parts);
    case 'describe': {
      const { group, subject, description } = request;
      const words = {
        ...(subject && { subject }),
        ...(description !== undefined && { description }),
      };
      return failed(await parts.client.post(at(group), { ...product, ...words })) ?? { kind: 'ok' };
    }
    case 'remove': {
      const { group, user } = request;
      const body = { ...product, participants: [{ user }] };
      const answer = await parts.client.delete(at(group, '/participants'), body);
      return failed(answer) ?? { kind: 'ok' };
    }
  }
}
