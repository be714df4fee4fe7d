import { didYouMean } from '../blueprint/did-you-mean.js';
import { KapwaError } from '../errors.js';
import { type Action, type ActionOptions, actionKinds } from './action.js';
import { kindIs } from './action-traits.js';

/** Whether an action is tried at once and never again: by its kind, unless whoever asks says otherwise. */
export function isVolatile(action: Action, options: ActionOptions): boolean {
  return options.volatile ?? kindIs(action.kind, 'volatile');
}

/** Whether an action takes something from somebody that nobody can give back: it needs a reason. */
function isDestructive(action: Action): boolean {
  switch (action.kind) {
    case 'member.remove':
    case 'member.demote':
    case 'member.mute':
    case 'join.decline':
      return true;
    case 'message.delete':
      // What is named by the action that sent it is the bot's own.
      return typeof action.target.message === 'string';
    default:
      return false;
  }
}

function invalid(plugin: string, problem: string): KapwaError {
  return new KapwaError('plugin.invalid', `${plugin}: ${problem}`);
}

const known: ReadonlySet<string> = new Set(actionKinds);

/** A plugin in JavaScript has no compiler: what nobody can carry out is said where it is asked for. */
function checkForm(plugin: string, action: Action): void {
  const { kind } = action;
  if (!known.has(kind)) {
    const meant = didYouMean(kind, actionKinds);
    const hint = meant === undefined ? 'docs/actions.md lists them.' : `Did you mean "${meant}"?`;
    throw invalid(plugin, `there is no action "${kind}". ${hint}`);
  }
  if (kind !== 'message.send') return;
  if (!Array.isArray(action.text)) {
    throw invalid(plugin, 'the text of a message is parts: plain("Hello") makes them of words.');
  }
  if (typeof action.to !== 'object') {
    throw invalid(plugin, 'a message needs a recipient: to: { group: "north" } or { person: id }.');
  }
}

/**
 * Checks that what was asked for can be carried out in the way that was asked.
 *
 * Raises `plugin.invalid` for what is no action, for an end of what cannot be undone, for waiting with
 * what is tried at once, and for something destructive without a reason: the audit has to say why it was done.
 */
export function checkOptions(plugin: string, action: Action, options: ActionOptions): void {
  checkForm(plugin, action);
  const { until, after, notBefore } = options;
  if (until !== undefined && !kindIs(action.kind, 'reversible')) {
    const others = actionKinds.filter((kind) => kindIs(kind, 'reversible'));
    throw invalid(
      plugin,
      `${action.kind} cannot be undone, so it cannot have an "until". It works for ${others.join(', ')}.`,
    );
  }
  if (isDestructive(action) && (options.reason ?? '') === '') {
    throw invalid(
      plugin,
      `${action.kind} needs a reason for the audit, a stable short id such as "invite-link". Give it in the options: { reason: '…' }.`,
    );
  }
  const waits = notBefore !== undefined || until !== undefined || (after?.length ?? 0) > 0;
  if (waits && isVolatile(action, options)) {
    throw invalid(
      plugin,
      `${action.kind} is tried at once and never stored, so it cannot have "after", "notBefore" or "until".`,
    );
  }
}
