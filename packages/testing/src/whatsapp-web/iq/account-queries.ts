import type { BinaryNode } from 'baileys';
import { lidOf } from '../wire/jid.js';
import { childOf, childrenOf, node } from '../wire/node.js';
import type { Account } from '../world/account.js';
import type { Answering } from './answer.js';

/** A temporary ban on writing first to people one has no chat with. */
export interface ReachOutLock {
  /** ms UTC. */
  readonly until: number;
}

/** What the queries about the own account need of the world. */
export interface AccountWorld {
  lockOf(account: Account): ReachOutLock | undefined;
}

const PRIVACY = ['readreceipts', 'profile', 'status', 'online', 'last', 'groupadd', 'calladd'];

/** `privacy`: the settings, and tokens that show that a contact trusts one. */
export const answerPrivacy: Answering = (iq) => {
  const tokens = childOf(iq, 'tokens');
  if (tokens) {
    const given = childrenOf(tokens, 'token').map(({ attrs }) =>
      node('token', attrs, Buffer.from(`token of ${attrs.jid}`)),
    );
    return [node('tokens', {}, given)];
  }
  const settings = PRIVACY.map((name) => node('category', { name, value: 'all' }));
  return [node('privacy', {}, settings)];
};

/** `blocklist`: nobody is blocked; blocking is taken and has no effect. */
export const answerBlocklist: Answering = () => [node('list')];

/** `abt`: the switches of the protocol, of which none is set. */
export const answerProps: Answering = () => [node('props', { hash: 'kapwa' })];

/** `w:sync:app:state`: settings shared between devices; there are none, and changes are taken. */
export const answerAppState: Answering = (iq) => {
  const collections = childrenOf(childOf(iq, 'sync'), 'collection').map(
    ({ attrs: { name, version } }) => node('collection', { name, version }),
  );
  return [node('sync', {}, collections)];
};

/** `w:m`: where media goes. */
export function answerMediaConnection(host: string): Answering {
  return () => [
    node('media_conn', { auth: 'kapwa', ttl: '86400' }, [
      node('host', { hostname: host, maxContentLengthBytes: '104857600' }),
    ]),
  ];
}

/** A query or a change that is taken and has nothing to tell. */
export const answerNothing: Answering = () => [];

function lockJson(lock: ReachOutLock | undefined) {
  return {
    is_active: lock !== undefined,
    time_enforcement_ends: lock ? String(Math.floor(lock.until / 1000)) : '0',
    enforcement_type: lock ? 'RESTRICT_ALL_COMPANIONS' : 'DEFAULT',
  };
}

function json(value: unknown): BinaryNode {
  return node('result', {}, Buffer.from(JSON.stringify(value)));
}

/** `w:mex`: what WhatsApp Web asks in GraphQL; the state of restrictions is known here. */
export function answerMex({ lockOf }: AccountWorld): Answering {
  return (_iq, from) => [
    json({
      data: {
        xwa2_fetch_account_reachout_timelock: lockJson(lockOf(from.account)),
        xwa2_message_capping_info: { total_quota: 0, used_quota: 0 },
      },
    }),
  ];
}

/** The notification that a lock on reaching out has begun or ended. */
export function lockNotification(id: string, account: Account, lock: ReachOutLock | undefined) {
  const data = { data: { xwa2_notify_account_reachout_timelock: lockJson(lock) } };
  const update = node(
    'update',
    { op_name: 'NotificationUserReachoutTimelockUpdate' },
    Buffer.from(JSON.stringify(data)),
  );
  return node('notification', { from: lidOf(account), type: 'mex', id }, [update]);
}
