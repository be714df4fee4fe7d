import { z } from 'zod';

/**
 * What keeps the number from being blocked. WhatsApp blocks numbers that write to strangers, add
 * people in bulk, or send faster than anybody types; it does not say where the lines are.
 */
export interface ProtectionSettings {
  /** How many people a day may be written to who never wrote to the bot; 0 unless set. */
  readonly coldPerDay: number;
  /** How many invite cards go out for one new group, to people whose privacy forbids adding them. */
  readonly invites: number;
  /** Between two messages: at least this long, and up to `jitter` longer, ms; 0 for neither. */
  readonly gap: number;
  readonly jitter: number;
}

/** Careful enough for a number that a programme depends on. */
export const protectionDefaults: ProtectionSettings = {
  coldPerDay: 0,
  invites: 5,
  gap: 1_000,
  jitter: 1_500,
};

const DAY = 24 * 60 * 60_000;

/** When what WhatsApp did not like may be tried again, ms. */
export const pauses = {
  /** After 463 nobody new is written to. */
  strangers: DAY,
  /** How long they are left in peace where WhatsApp does not say how long it locks the account. */
  timeLock: 7 * DAY,
  /** After the first 429, doubled by every further one within a day. */
  tooFast: 5 * 60_000,
  longest: 12 * 60 * 60_000,
  /** So many refused messages in so long stop everything for a while. */
  refusals: 5,
  refusalsWithin: 10 * 60_000,
  refused: 30 * 60_000,
} as const;

/** What has been counted and stopped; survives a restart. Times are ms UTC. */
export const protectionStateSchema = z.object({
  /** Nothing goes out before this. */
  allUntil: z.number().default(0),
  /** Nobody who has not written is written to before this, out of caution after a refusal. */
  strangersUntil: z.number().default(0),
  /** Nor before this, because WhatsApp has locked the account for them. */
  lockedUntil: z.number().default(0),
  /** The 429s of the last day. */
  tooFast: z.array(z.number()).default([]),
  /** Messages that WhatsApp refused lately. */
  refusals: z.array(z.number()).default([]),
  /** Messages to people who never wrote, of the last day. */
  cold: z.array(z.number()).default([]),
});
/** What has been counted and stopped. */
export type ProtectionState = z.output<typeof protectionStateSchema>;

/** A number nothing has happened to yet. */
export const unharmed: ProtectionState = protectionStateSchema.parse({});

/** Something WhatsApp did, or the bot. */
export type Incident =
  | { readonly kind: 'refused'; readonly code: number | undefined }
  /** The account is locked for people it has no chat with, until then, ms UTC, where that is told. */
  | { readonly kind: 'time-lock'; readonly until: number | undefined }
  | { readonly kind: 'time-lock-lifted' }
  | { readonly kind: 'cold-message' };

const lately = (times: readonly number[], within: number, now: number): number[] =>
  times.filter((time) => time > now - within);

function stopped(state: ProtectionState, pause: number, now: number): ProtectionState {
  return { ...state, allUntil: Math.max(state.allUntil, now + pause) };
}

function afterRefusal(
  state: ProtectionState,
  code: number | undefined,
  now: number,
): ProtectionState {
  if (code === 463) return { ...state, strangersUntil: now + pauses.strangers };
  if (code === 429) {
    const tooFast = [...lately(state.tooFast, DAY, now), now];
    const pause = Math.min(pauses.longest, pauses.tooFast * 2 ** (tooFast.length - 1));
    return stopped({ ...state, tooFast }, pause, now);
  }
  if (code !== 403) return state;
  const refusals = [...lately(state.refusals, pauses.refusalsWithin, now), now];
  if (refusals.length < pauses.refusals) return { ...state, refusals };
  return stopped({ ...state, refusals: [] }, pauses.refused, now);
}

/** Whether WhatsApp has locked the account for people it has no chat with. */
export function isLocked({ lockedUntil }: ProtectionState, now: number): boolean {
  return now < lockedUntil;
}

/** What is remembered after something happened. */
export function after(state: ProtectionState, incident: Incident, now: number): ProtectionState {
  switch (incident.kind) {
    case 'refused':
      return afterRefusal(state, incident.code, now);
    case 'time-lock':
      return { ...state, lockedUntil: incident.until ?? now + pauses.timeLock };
    case 'time-lock-lifted':
      return isLocked(state, now) ? { ...state, lockedUntil: now } : state;
    case 'cold-message':
      return { ...state, cold: [...lately(state.cold, DAY, now), now] };
  }
}

/** Whether something may go out now. */
export type Verdict =
  | { readonly kind: 'go' }
  | { readonly kind: 'wait'; readonly ms: number; readonly reason: string }
  | { readonly kind: 'no'; readonly reason: string };

/** What is to go out: `stranger` is somebody who never wrote to the bot. */
export interface Outgoing {
  readonly to: 'group' | 'person' | 'stranger';
}

/** Whether something may go out now, with a reason for people where not. */
export function judge(
  state: ProtectionState,
  { to }: Outgoing,
  { coldPerDay }: Pick<ProtectionSettings, 'coldPerDay'>,
  now: number,
): Verdict {
  if (now < state.allUntil) {
    const reason = 'WhatsApp limits the number at the moment, so nothing is sent for a while.';
    return { kind: 'wait', ms: state.allUntil - now, reason };
  }
  if (to !== 'stranger') return { kind: 'go' };
  if (now < state.strangersUntil || isLocked(state, now)) {
    return {
      kind: 'no',
      reason:
        'WhatsApp does not let this number write to people who never wrote to it at the moment.',
    };
  }
  if (lately(state.cold, DAY, now).length >= coldPerDay) {
    return {
      kind: 'no',
      reason:
        coldPerDay === 0
          ? 'This person never wrote to the bot, and writing first is what numbers are blocked for; they have to write first.'
          : `The bot has written to ${coldPerDay} people today who never wrote to it, which is as many as it was allowed.`,
    };
  }
  return { kind: 'go' };
}
