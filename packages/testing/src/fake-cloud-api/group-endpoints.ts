import { type GraphError, graphError } from './graph-error.js';
import type { FakeGroup } from './group.js';

/** What the endpoints of groups need of the world around them. */
export interface GroupsWorld {
  readonly phoneNumberId: string;
  /** Whether Meta has opened groups to this business. */
  isOfficial(): boolean;
  find(id: string): FakeGroup | undefined;
  /** Makes a group and tells of it by webhook; answers with the id of the request. */
  make(subject: string, description: string | undefined, approval: boolean): string;
}

/** What is answered to a request about groups. */
export type GroupsAnswer = { readonly body: unknown } | { readonly error: GraphError };

interface Asked {
  readonly method: string;
  /** Below the version, without the query. */
  readonly path: string;
  readonly body: unknown;
}

const EDGE = /^\/([^/]+)(?:\/(invite_link|join_requests|participants))?$/;

const success = { body: { success: true } };
const notEligible = graphError(131215, 'Groups are not available for this business');
const unknownGroup = graphError(131020, 'The group does not exist');

function text(body: unknown, name: string): string | undefined {
  const value = (body as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'string' ? value : undefined;
}

function namesOf(body: unknown): readonly string[] {
  const list = (body as { participants?: { user?: string }[] } | undefined)?.participants ?? [];
  return list.flatMap(({ user }) => (user === undefined ? [] : [user.replace(/\D/g, '')]));
}

function requestsIn(body: unknown): readonly string[] {
  return (body as { join_requests?: string[] } | undefined)?.join_requests ?? [];
}

function answerRequests(group: FakeGroup, { method, body }: Asked): GroupsAnswer {
  const open = group.requests();
  if (method === 'GET') {
    return {
      body: { data: open.map(({ id, number }) => ({ join_request_id: id, wa_id: number })) },
    };
  }
  for (const id of requestsIn(body)) {
    if (!open.some((one) => one.id === id)) {
      return { error: graphError(131213, 'The join request does not exist') };
    }
    group.answers(id, method === 'POST');
  }
  return success;
}

function remove(group: FakeGroup, body: unknown): GroupsAnswer {
  for (const number of namesOf(body)) {
    if (!group.participants.includes(number)) {
      return { error: graphError(131212, 'The participant is not in the group') };
    }
    group.remove({ number }, 'business');
  }
  return success;
}

function invite(group: FakeGroup, method: string): GroupsAnswer {
  return { body: { invite_link: method === 'POST' ? group.resetLink() : group.link() } };
}

function describe(group: FakeGroup, body: unknown): GroupsAnswer {
  const subject = text(body, 'subject');
  const description = text(body, 'description');
  if ((subject?.length ?? 0) > 128) return { error: graphError(100, 'Param subject is too long') };
  group.changes({
    ...(subject === undefined ? {} : { subject }),
    ...(description === undefined ? {} : { description }),
  });
  return success;
}

function info(group: FakeGroup): GroupsAnswer {
  const { id, participants } = group;
  const { subject, description, approval } = group.settings();
  return {
    body: {
      ...{ id, messaging_product: 'whatsapp', subject, description },
      join_approval_mode: approval ? 'approval_required' : 'auto_approve',
      participants: participants.map((wa_id) => ({ wa_id })),
      total_participant_count: participants.length,
      suspended: group.isSuspended,
    },
  };
}

function made({ method, body }: Asked, world: GroupsWorld): GroupsAnswer {
  const subject = text(body, 'subject')?.trim() ?? '';
  if (method !== 'POST') return { error: graphError(100, 'Unsupported request') };
  if (subject === '') return { error: graphError(100, 'The parameter subject is required') };
  if (subject.length > 128) return { error: graphError(100, 'Param subject is too long') };
  const approval = text(body, 'join_approval_mode') === 'approval_required';
  const request_id = world.make(subject, text(body, 'description'), approval);
  return { body: { messaging_product: 'whatsapp', request_id } };
}

/** Answers a request about groups; undefined for a path that is about something else. */
export function groupsAnswer(asked: Asked, world: GroupsWorld): GroupsAnswer | undefined {
  const isNew = asked.path === `/${world.phoneNumberId}/groups`;
  const [, id = '', edge] = EDGE.exec(asked.path) ?? [];
  const group = world.find(decodeURIComponent(id));
  if (!isNew && group === undefined) {
    return edge === undefined ? undefined : { error: unknownGroup };
  }
  if (!world.isOfficial()) return { error: notEligible };
  if (group === undefined) return made(asked, world);
  if (edge === 'join_requests') return answerRequests(group, asked);
  if (edge === 'participants') return remove(group, asked.body);
  if (edge === 'invite_link') return invite(group, asked.method);
  return asked.method === 'POST' ? describe(group, asked.body) : info(group);
}
