import type { Action, MessageId, ReadyAction } from '../actions/action.js';
import { type Outcome, succeeded } from '../actions/outcome.js';
import type { OutboxItem } from '../store/store.js';

const none: readonly string[] = [];

function namedIn(action: Action): MessageId | undefined {
  if ('target' in action) return action.target.message;
  return action.kind === 'message.send' ? action.replyTo : undefined;
}

/** The id of the action whose message this one names, where it names one in that way. */
function referenceOf({ action, found }: OutboxItem): string | undefined {
  const named = namedIn(action);
  if (named === undefined || typeof named === 'string') return undefined;
  return found?.[named.action] === undefined ? named.action : undefined;
}

/** The actions this one cannot go out before: those it is to come after, and the one it names. */
export function waitsFor(item: OutboxItem): readonly string[] {
  const reference = referenceOf(item);
  const after = item.options.after ?? none;
  return reference === undefined || after.includes(reference) ? after : [...after, reference];
}

function blockedBy(item: OutboxItem, id: string, outcome: Outcome): string | undefined {
  const isReference = referenceOf(item) === id;
  if (!succeeded(outcome)) {
    return isReference
      ? 'the message it is about was not sent'
      : 'what it was to come after did not happen';
  }
  const hasMessage = outcome.kind === 'rehearsed' || outcome.kind === 'sent';
  return isReference && !hasMessage ? 'the message it is about is none' : undefined;
}

/** An action that waited for another, now that it is known what came of that one. */
export function afterOutcome(item: OutboxItem, id: string, outcome: Outcome): OutboxItem {
  const blocked = item.blocked ?? blockedBy(item, id, outcome);
  const { after } = item.options;
  const isReference = referenceOf(item) === id;
  const messages = outcome.kind === 'sent' ? outcome.messages : [];
  return {
    ...item,
    options:
      after === undefined
        ? item.options
        : { ...item.options, after: after.filter((one) => one !== id) },
    ...(isReference ? { found: { ...item.found, [id]: messages } } : {}),
    ...(blocked === undefined ? {} : { blocked }),
    // What follows from something that did not really happen must not really happen either.
    ...(outcome.kind === 'rehearsed' ? { rehearsal: true } : {}),
  };
}

function withMessage(action: Action, message: string): ReadyAction {
  if ('target' in action) return { ...action, target: { ...action.target, message } };
  return { ...action, replyTo: message } as ReadyAction;
}

/**
 * An action with the platform's ids in it. One that deletes what went out in several messages
 * becomes several; the others mean the first of them.
 */
export function readyActions({ action, found }: OutboxItem): readonly ReadyAction[] {
  const named = namedIn(action);
  if (named === undefined || typeof named === 'string') return [action as ReadyAction];
  const messages = found?.[named.action] ?? [];
  const meant = action.kind === 'message.delete' ? messages : messages.slice(0, 1);
  return meant.map((message) => withMessage(action, message));
}
