/** What to do after the connection was closed. */
export type AfterClose =
  /** Do not come back; `forget` the session too, whose keys are of no use any more. */
  | { readonly kind: 'stop'; readonly why: StopReason; readonly forget: boolean }
  /** Open again after so many ms. */
  | { readonly kind: 'again'; readonly after: number };

/** Why the connection is given up. */
export type StopReason =
  | 'logged-out'
  | 'replaced'
  | 'forbidden'
  | 'outdated'
  | 'mismatch'
  | 'unpaired';

/** What is said of it, in English, for the people who run the bot. */
export const stopReasons: Readonly<Record<StopReason, string>> = {
  'logged-out':
    'WhatsApp has logged the bot out: somebody removed it under "Linked devices" on its phone, or WhatsApp did. Start the bot again and pair it anew.',
  replaced:
    'Another program has connected with the same pairing, so this one has stopped. Make sure that only one bot runs with this account, then start it again.',
  forbidden:
    'WhatsApp has blocked the number of the bot or does not let it in. Open WhatsApp on its phone to see why; do not start the bot again before that is settled.',
  outdated:
    'WhatsApp no longer lets this version in. Install a newer Kapwa, then start the bot again.',
  mismatch:
    'WhatsApp found the pairing of the bot broken. Remove it under "Linked devices" on its phone, start the bot again and pair it anew.',
  unpaired:
    'Nobody has paired the bot with a phone, so it has stopped trying. Start it again when the phone is at hand.',
};

/** The numbers by which coming back is decided, ms. */
export const backoff = {
  first: 2_000,
  longest: 5 * 60_000,
  /** This part of a wait is left to chance, so that many bots do not come back at once. */
  jitter: 0.5,
  /** So often are new QR codes shown before the bot gives up. */
  pairingRounds: 5,
} as const;

const stops: Readonly<Record<number, readonly [why: StopReason, forget: boolean]>> = {
  401: ['logged-out', true],
  403: ['forbidden', false],
  405: ['outdated', false],
  411: ['mismatch', true],
  440: ['replaced', false],
};

/** WhatsApp asks for a fresh connection right after pairing. */
const RESTART = 515;

/**
 * What to do after the connection was closed with this code: some reasons stop the bot, because
 * coming back would make things worse; after all others it comes back, later each time.
 *
 * `attempt` counts the closes since it was last open, from 1; `random` is from 0 to 1.
 */
export function afterClose(
  code: number | undefined,
  attempt: number,
  random: number,
  isPaired: boolean,
): AfterClose {
  const stop = code === undefined ? undefined : stops[code];
  if (stop !== undefined) return { kind: 'stop', why: stop[0], forget: stop[1] };
  if (code === RESTART) return { kind: 'again', after: 0 };
  if (!isPaired && attempt >= backoff.pairingRounds) {
    return { kind: 'stop', why: 'unpaired', forget: false };
  }
  const wait = Math.min(backoff.longest, backoff.first * 2 ** Math.min(attempt - 1, 20));
  return { kind: 'again', after: Math.round(wait * (1 - backoff.jitter * random)) };
}
