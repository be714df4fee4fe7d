import type { StepResult } from '@kapwa/core';
import { failureSchema } from './wire.js';

interface Passing {
  readonly wait: number;
  readonly reason: string;
  /** It is about the whole number, not about one person or group. */
  readonly isAboutAll?: boolean;
}

/** Codes after which the same request may work later, with how long to wait at least, in ms. */
const passing: Readonly<Record<number, Passing>> = {
  4: {
    wait: 60_000,
    reason: 'WhatsApp limits how often this app may call it.',
    isAboutAll: true,
  },
  80007: {
    wait: 60_000,
    reason: 'WhatsApp limits how often this business account may call it.',
    isAboutAll: true,
  },
  130429: {
    wait: 1_000,
    reason: 'This number sends more messages a second than WhatsApp allows.',
    isAboutAll: true,
  },
  131000: { wait: 5_000, reason: 'WhatsApp had an error of its own.' },
  131016: {
    wait: 30_000,
    reason: 'WhatsApp is out of service at the moment.',
    isAboutAll: true,
  },
  131048: {
    wait: 3_600_000,
    reason:
      'WhatsApp slowed this number down because people blocked it or reported its messages as spam.',
    isAboutAll: true,
  },
  131056: {
    wait: 6_000,
    reason: 'Too many messages to the same person: WhatsApp wants about 6 seconds between them.',
  },
  131208: {
    wait: 60_000,
    reason: 'WhatsApp limits how often groups may be changed or written to.',
  },
};

/** Codes after which the same request would fail again, in words for the people who run the bot. */
const lasting: Readonly<Record<number, string>> = {
  0: 'WhatsApp does not accept the access token. Make a new one and set it.',
  3: 'The access token lacks the right to send messages (whatsapp_business_messaging).',
  10: 'The access token lacks the right to send messages (whatsapp_business_messaging).',
  33: 'WhatsApp does not know this phone number id, or the access token may not use it.',
  100: 'WhatsApp found a part of the request wrong. Check the phone number id and the API version.',
  190: 'The access token has expired or was withdrawn. Make a new one and set it.',
  200: 'The access token lacks the right to use this phone number.',
  368: 'WhatsApp has blocked this business account for a while because of its policies.',
  130472: 'WhatsApp did not deliver it because this person is part of one of its experiments.',
  130497: 'WhatsApp does not let this business write to people in that country.',
  131005: 'The access token lacks the right to send messages.',
  131008: 'WhatsApp misses a part of the request.',
  131009: 'WhatsApp found a value of the request wrong.',
  131021: 'A number cannot write to itself.',
  131026:
    'WhatsApp cannot deliver to this person: no WhatsApp, an old version, or terms not accepted.',
  131030: 'This is a test number, and the person is not on its list of allowed recipients.',
  131031: 'WhatsApp has locked this business account.',
  131042: 'WhatsApp found a problem with the payment method of the business account.',
  131045: 'The phone number is not registered completely: its certificate is wrong.',
  131047:
    'More than 24 hours have passed since this person last wrote to the number; until they write again, only an approved template may be sent.',
  131049: 'WhatsApp held it back so that this person does not get too much marketing.',
  131050: 'This person does not want marketing messages from this number.',
  131051: 'WhatsApp does not support this type of message.',
  131052: 'WhatsApp could not fetch the media that was sent.',
  131053: 'WhatsApp could not take the media.',
  131057: 'The business account is in maintenance.',
  131062: 'WhatsApp cannot send this type of message to somebody whose number is hidden.',
  131020: 'WhatsApp does not know this group, or this number is not in it.',
  131041: 'This group is gone.',
  131059: 'This group is full.',
  131202: 'This person cannot be in a group of this number.',
  131204: 'WhatsApp did not change the group.',
  131209: 'WhatsApp did not take the picture of the group.',
  131210: 'WhatsApp did not take the picture of the group.',
  131211: 'This number has made as many groups as WhatsApp allows.',
  131212: 'This person is not in the group.',
  131213: 'WhatsApp does not know this request to join any more.',
  131214: 'Nobody can be let into this group in this way.',
  131201: 'WhatsApp did it only for some of the group members.',
  131207: 'WhatsApp has suspended this group.',
  131215: 'This number may not use groups: they are for verified business accounts.',
  133010: 'The phone number is not registered with the Cloud API.',
};

/** Codes that only a new token, or more rights for it, will end: 0 and 190 are an expired one. */
const forNewToken: readonly number[] = [0, 3, 10, 190, 200, 131005];

/** How long nothing is tried while the token is not taken, ms: somebody has to make a new one. */
const TOKEN_WAIT = 10 * 60_000;

/** Whether WhatsApp will take nothing at all before somebody has seen to the access token. */
export function needsNewToken(status: number, body: unknown): boolean {
  const code = failureSchema.safeParse(body).data?.error.code;
  return code === undefined ? status === 401 : forNewToken.includes(code);
}

/** Codes that mean that the person has to write first: 131047 is the end of the 24 hours. */
const forFirstWord: readonly number[] = [131047];

/** Why WhatsApp did not deliver, by its error code: a sentence for people, without any number in it. */
export function reasonOf(code: number | undefined): string {
  if (code === undefined) return 'WhatsApp gave no reason.';
  const known = lasting[code] ?? passing[code]?.reason;
  if (known !== undefined) return `${known} (WhatsApp error ${code})`;
  if (code >= 132000 && code < 133000) {
    return `WhatsApp cannot use this template. (WhatsApp error ${code})`;
  }
  return `WhatsApp refused it. (WhatsApp error ${code})`;
}

/** What an answer without a code of Meta's own says, by its HTTP status. */
function withoutCode(status: number): string {
  if (status === 401 || status === 403) return 'WhatsApp does not accept the access token.';
  if (status === 404)
    return 'WhatsApp does not know this address: check the API version and the phone number id.';
  return `WhatsApp answered with HTTP status ${status}.`;
}

/**
 * What to make of an answer that is not 200: try again, give up with a reason, or wait for a new
 * token, with nothing lost meanwhile.
 *
 * Decided by `code`, never by titles, which Meta changes; unknown codes are tried again where
 * Meta calls them transient, or where the HTTP status says that the fault is not ours.
 */
export function readFailure(status: number, body: unknown, retryAfter?: number): StepResult {
  const failure = failureSchema.safeParse(body).data?.error;
  const known = failure === undefined ? undefined : passing[failure.code];
  const reason = failure === undefined ? withoutCode(status) : reasonOf(failure.code);
  const passes =
    known !== undefined || failure?.is_transient === true || status >= 500 || status === 429;
  if (needsNewToken(status, body)) {
    return { kind: 'retry', reason, retryAfter: TOKEN_WAIT, wholeAccount: true };
  }
  if (!passes) {
    const mustWriteFirst = failure !== undefined && forFirstWord.includes(failure.code);
    return { kind: 'refused', reason, ...(mustWriteFirst && { mustWriteFirst }) };
  }
  // A gateway that gave up waiting does not know what became of it.
  if (failure === undefined && (status === 502 || status === 504)) {
    return { kind: 'unknown', reason };
  }
  const wait = retryAfter ?? known?.wait;
  if (wait === undefined) return { kind: 'retry', reason };
  const wholeAccount = known?.isAboutAll === true;
  return { kind: 'retry', reason, retryAfter: wait, ...(wholeAccount && { wholeAccount }) };
}
