/** What there is to know of one kind of failure. */
export interface ErrorKind {
  readonly means: string;
  /** What mostly leads to it. */
  readonly cause: string;
  /** What to do. */
  readonly fix: string;
}

/**
 * Every way Kapwa can fail, with what it means for the person who meets it.
 *
 * The set is closed: programs may switch over it, and `docs/errors.md` is made from it.
 */
export const errorCodes = {
  'config.invalid': {
    means: 'A setting or option has a value that cannot be used.',
    cause:
      'A typing mistake in .env, in the options given to createKit or an adapter, or in the options of a plugin in community.yaml.',
    fix: 'The message names the setting and what it may be. Correct it and start again.',
  },
  'config.missing': {
    means: 'A setting that is needed is not there.',
    cause: 'A token, secret or address was not set, or the .env file lies in another folder.',
    fix: 'Add the setting the message names. `kapwa check` lists everything that is missing.',
  },
  'blueprint.invalid': {
    means: 'community.yaml does not describe a community.',
    cause:
      'A wrong key, value or indentation, a group or role that is named but not there, or two things with the same key.',
    fix: 'The message gives line, path and mostly the word that was meant. `kapwa check` shows all mistakes at once.',
  },
  'plugin.invalid': {
    means: 'A plugin is declared in a way that cannot work.',
    cause:
      'Two commands with one name, a message no locale has, an option that an action cannot have.',
    fix: 'For the author of the plugin: the message names the declaration.',
  },
  'plugin.failed': {
    means: 'A plugin threw an error or ran too long while handling an event.',
    cause:
      'A mistake in the plugin, or a handler that waits for something outside for more than 10 s.',
    fix: 'Its part is tried three times and then kept: see `kapwa dead list`. Tell the author what the log says: the error without words of people, and the file and line where it was thrown.',
  },
  'plugin.flooded': {
    means: 'A plugin asked for far more actions than any part of a day can need.',
    cause: 'A loop, or an answer that leads to the event it answers.',
    fix: 'The plugin is cut off for the minute and tried again. Spread real bulk work with context.post.',
  },
  'plugin.unrepeatable': {
    means: 'A handler asked for something else when the same event was handled again.',
    cause:
      'Time, random numbers or ids that do not come from the context, or a variable kept between events. Only tests raise it.',
    fix: 'Take them from the context and keep state in records.',
  },
  'plugin.unmet': {
    means: 'A plugin needs something that no adapter in use can do.',
    cause: 'An action in `needs` that none of the adapters of this kit offers.',
    fix: 'Add an adapter that can, or leave the plugin out. docs/capabilities.md shows who can do what.',
  },
  'locale.invalid': {
    means: 'A locale file cannot be used.',
    cause: 'Not JSON, a placeholder too many or too few, a plural form that is missing.',
    fix: 'The message names file and key. docs/translating.md tells how a file must look.',
  },
  'adapter.invalid': {
    means: 'An adapter is declared or used in a way that cannot work.',
    cause: 'Two adapters of one name, a name with capitals or spaces, a route somebody else has.',
    fix: 'For whoever puts the kit together: the message names the adapter.',
  },
  'adapter.failed': {
    means: 'A platform could not be reached or answered with something unexpected.',
    cause: 'No network, a wrong token, or a platform that is down.',
    fix: 'The message holds what the platform said. What was to be sent is kept and tried again.',
  },
  'turn.closed': {
    means: 'A handler used its context after its turn had ended.',
    cause: 'Something was started in a handler and not awaited.',
    fix: 'Await everything a handler starts.',
  },
  'turn.foreign-write': {
    means: 'A handler wrote a record that belongs to another lane.',
    cause: '`set` or `remove` on records of another group or person.',
    fix: 'Use add, append, setIfAbsent or max, or post a step to the owner by context.post.',
  },
  'store.unusable': {
    means: 'The folder, file or database of the store cannot be used.',
    cause:
      'No right to write there, a path that is a file, another process that has it open; a database that does not answer or does not let the bot in.',
    fix: 'The message says what to do: another folder, the process to stop, or what is wrong with the address, password or rights of the database.',
  },
  'store.in-use': {
    means: 'Another process uses the folder of the store, or another kit works on the store.',
    cause:
      'The bot runs already: here, in another window, or on another machine with the same database. Or a backup or repair is under way.',
    fix: 'Stop it, or choose another place for the data. Of a folder, the message names the process and since when it runs.',
  },
  'store.taken-over': {
    means: 'Another kit works on what this one had: it has lost its lease on the store.',
    cause:
      'This kit hung or slept for minutes, and another one was started on the same store meanwhile.',
    fix: 'It does nothing any more, so nothing is done twice. Stop it, and look for what made it hang.',
  },
  'store.damaged': {
    means: 'The stored state cannot be read back.',
    cause: 'A disk that lost or changed data, or a file that was edited by hand.',
    fix: 'Restore a backup, or run the command the message names; it keeps a copy of what it cuts.',
  },
  'store.failed': {
    means: 'A write did not reach the disk; the store has stopped.',
    cause: 'A full or broken disk, or a database that is down.',
    fix: 'Nothing that was acknowledged is lost. Make room or repair it, then start again.',
  },
  'kit.not-running': {
    means: 'The kit has not been started, or has been stopped.',
    cause: 'A call before `await kit.start()` or after `kit.stop()`.',
    fix: 'Start it first; a stopped kit is not started again, make a new one.',
  },
  'event.invalid': {
    means: 'An event that was handed to the kit is none that it could handle.',
    cause: 'A kind that does not exist, or a field that is missing or of another type.',
    fix: 'For whoever calls kit.receive: the message names the kind, the field and what it has to be. Nothing was taken in.',
  },
  'intake.full': {
    means: 'More events wait to be handled than the kit may take in.',
    cause: 'A flood of messages, or plugins and disks that are slower than what comes in.',
    fix: 'Nothing that was taken in is lost. Offer it again later, as platforms do after a 503.',
  },
  'input.not-found': {
    means: 'A file that was named does not exist.',
    cause: 'A typing mistake, or another folder than was meant.',
    fix: 'The message says where it was looked for.',
  },
  'input.unreadable': {
    means: 'A file is not in a form that can be read.',
    cause: 'Another format, a cut download, or bytes that are no text.',
    fix: 'The message says what was expected.',
  },
  'input.too-large': {
    means: 'A file or request is larger than the limit.',
    cause: 'More than the limit the message names.',
    fix: 'Split it, or leave the media out of an export.',
  },
} satisfies Readonly<Record<string, ErrorKind>>;

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

const passing: ReadonlySet<ErrorCode> = new Set([
  'intake.full',
  'kit.not-running',
  'store.failed',
  'store.taken-over',
]);

/**
 * What a web server answers whoever it could not serve: 503, to be tried again, where nothing was
 * taken in because there is no room, no store or no running kit; otherwise 500.
 */
export function httpStatusOf(error: unknown): 500 | 503 {
  if (!(error instanceof KapwaError)) return 500;
  const { code } = error;
  return passing.has(code) ? 503 : 500;
}

/** The sentence to show or log for anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
