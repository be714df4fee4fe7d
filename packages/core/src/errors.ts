/**
 * Every way Kapwa can fail, with what it means for the person who meets it.
 *
 * The set is closed: programs may switch over it, and the docs page of errors is made from it.
 */
export const errorCodes = {
  'config.invalid': 'A setting or option has a value that cannot be used.',
  'config.missing': 'A setting that is needed is not there.',
  'blueprint.invalid': 'community.yaml does not describe a community.',
  'plugin.invalid': 'A plugin is declared in a way that cannot work.',
  'plugin.failed': 'A plugin threw an error or ran too long while handling an event.',
  'plugin.flooded': 'A plugin asked for far more actions than any part of a day can need.',
  'plugin.unrepeatable':
    'A handler asked for something else when the same event was handled again.',
  'plugin.unmet': 'A plugin needs something that no adapter in use can do.',
  'locale.invalid': 'A locale file cannot be used.',
  'adapter.invalid': 'An adapter is declared or used in a way that cannot work.',
  'adapter.failed': 'A platform could not be reached or answered with something unexpected.',
  'turn.closed': 'A handler used its context after its turn had ended.',
  'turn.foreign-write': 'A handler wrote a record that belongs to another lane.',
  'store.unusable': 'The folder or file of the store cannot be used.',
  'store.damaged': 'The stored state cannot be read back.',
  'store.failed': 'A write did not reach the disk; the store has stopped.',
  'kit.not-running': 'The kit has not been started, or has been stopped.',
  'input.not-found': 'A file that was named does not exist.',
  'input.unreadable': 'A file is not in a form that can be read.',
  'input.too-large': 'A file or request is larger than the limit.',
} as const;

/** The stable name of one kind of failure, a key of {@link errorCodes}. */
export type ErrorCode = keyof typeof errorCodes;

/**
 * The one error type Kapwa throws: the message says who failed, at what, and what to do.
 *
 * Refusals a platform is expected to give (no right, rate limited) are values, never thrown.
 *
 * @example
 * new KapwaError('config.missing', 'whatsapp: WHATSAPP_TOKEN is not set. Add it to .env.');
 */
export class KapwaError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.name = 'KapwaError';
    this.code = code;
  }
}

/** The sentence to show or log for anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
