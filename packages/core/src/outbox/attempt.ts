import type { Outcome } from '../actions/outcome.js';
import type { Adapter, Connection, StepResult } from '../adapters/adapter.js';
import { messageOf } from '../errors.js';
import type { OutboxItem, Store } from '../store/store.js';
import { capabilityIn } from './capability-in.js';
import { type Facts, factsFor } from './facts.js';

/** What one try came to: an outcome, or that it is to be tried again. */
export type Tried =
  | { readonly outcome: Outcome }
  | { readonly again: { readonly reason: string; readonly after?: number } };

/** What a try needs. */
export interface AttemptParts {
  readonly store: Store;
  readonly adapters: ReadonlyMap<string, Adapter>;
  connection(adapter: string): Connection | undefined;
  now(): number;
}

const refused = (reason: string): Tried => ({ outcome: { kind: 'refused', reason } });

async function performed(
  connection: Connection,
  step: Parameters<Connection['perform']>[0],
): Promise<StepResult> {
  try {
    return await connection.perform(step);
  } catch (error) {
    return { kind: 'retry', reason: messageOf(error) };
  }
}

async function carryOut(
  item: OutboxItem,
  facts: Facts,
  adapter: Adapter,
  connection: Connection,
): Promise<Tried> {
  const messages: string[] = [];
  for (const step of adapter.encode(item.action, facts)) {
    const result = await performed(connection, step);
    if (result.kind === 'refused') return refused(result.reason);
    if (result.kind === 'retry') {
      const { reason, retryAfter: after } = result;
      // A part of the message is out already: sending all of it again would be worse.
      if (messages.length > 0) return refused(`only a part was sent: ${reason}`);
      return { again: after === undefined ? { reason } : { reason, after } };
    }
    if (result.message !== undefined) messages.push(result.message);
  }
  if (item.action.kind !== 'message.send') return { outcome: { kind: 'done' } };
  return { outcome: { kind: 'sent', messages } };
}

/** Tries one action: looks up where it goes, asks whether it can be done there, and does it. */
export async function attempt(item: OutboxItem, parts: AttemptParts): Promise<Tried> {
  const { expires, delivery } = item.options;
  if (item.blocked !== undefined) return refused(item.blocked);
  if (expires !== undefined && expires <= parts.now()) return { outcome: { kind: 'expired' } };
  if (item.sending === true) {
    const reason = 'the bot stopped while it was being sent, and it must not go out twice';
    return { outcome: { kind: 'unknown', reason } };
  }
  const facts = await factsFor(item, parts.store);
  if (typeof facts === 'string') return refused(facts);
  const capability = await capabilityIn(parts, {
    action: item.action.kind,
    community: item.community,
    group: facts.group,
    adapter: facts.adapter,
    now: parts.now(),
  });
  if (capability.level !== 'native') return refused(capability.reason);
  const adapter = parts.adapters.get(facts.adapter);
  const connection = parts.connection(facts.adapter);
  if (adapter === undefined || connection === undefined)
    return { again: { reason: 'not connected' } };
  if (delivery === 'at-most-once') await parts.store.mark({ ...item, sending: true });
  return carryOut(item, facts, adapter, connection);
}
