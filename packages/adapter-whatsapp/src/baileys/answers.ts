import type { StepResult } from '@kapwa/core';
import type { SocketAnswer, Why } from './socket-port.js';

/** What a refusal of WhatsApp means. */
export interface Refusal {
  readonly reason: string;
  /** ms after which the same may work. */
  readonly wait?: number;
  /** WhatsApp limits the whole account, not this request. */
  readonly wholeAccount?: boolean;
  readonly lacksRight?: boolean;
}

const HOUR = 60 * 60 * 1000;

/** WhatsApp's codes, in words for the people who run the bot. The numbers are those of WhatsApp Web. */
const known: Readonly<Record<number, Refusal>> = {
  401: { reason: 'WhatsApp says that the bot is not an admin there.', lacksRight: true },
  403: { reason: 'WhatsApp does not let the bot do this there.', lacksRight: true },
  404: { reason: 'WhatsApp does not know the group or the person any more.' },
  405: { reason: 'WhatsApp does not allow this in this group.' },
  406: { reason: 'WhatsApp does not accept it in this form.' },
  408: { reason: 'WhatsApp did not let this person be added, who has left a short while ago.' },
  409: { reason: 'WhatsApp says that it is so already.' },
  410: { reason: 'The group or the invite is gone.' },
  419: { reason: 'The group is full, or the community has too many groups.' },
  429: {
    reason: 'WhatsApp says that the bot asks too much in a short time.',
    wait: 5 * 60_000,
    wholeAccount: true,
  },
  463: {
    reason:
      'WhatsApp does not let this number write to people it has no chat with at the moment. Writing first to people is what numbers are blocked for.',
    wait: 24 * HOUR,
    wholeAccount: true,
  },
  479: { reason: 'WhatsApp could not read the message.' },
  500: { reason: 'WhatsApp had an error of its own.', wait: 30_000 },
  503: { reason: 'WhatsApp is out of service at the moment.', wait: 60_000 },
};

/** What a code of WhatsApp's means. */
export function refusalOf(code: number | undefined): Refusal {
  const found = code === undefined ? undefined : known[code];
  if (found !== undefined) return { ...found, reason: `${found.reason} (WhatsApp error ${code})` };
  if (code === undefined || Number.isNaN(code)) return { reason: 'WhatsApp gave no reason.' };
  return { reason: `WhatsApp refused it. (WhatsApp error ${code})` };
}

const whys: Readonly<Record<Why, string>> = {
  'no-author':
    'The bot does not know any more who wrote that message, which WhatsApp wants to be told.',
  'no-community':
    'The bot runs no WhatsApp community. Make one on the phone with the bot as an admin, or name one to be made.',
  'several-communities':
    'The bot runs several WhatsApp communities and was not told which one is meant.',
  'not-in-group': 'This person is not in the group.',
};

/** What to make of an answer: done, tried again, or given up with a reason. */
export function resultOf(answer: SocketAnswer): StepResult {
  switch (answer.kind) {
    case 'done': {
      const { message, data } = answer;
      return {
        kind: 'ok',
        ...(message === undefined ? {} : { message }),
        ...(data === undefined ? {} : { data }),
      };
    }
    case 'offline':
      return { kind: 'retry', reason: 'WhatsApp is not connected at the moment.' };
    case 'lost':
      return { kind: 'unknown', reason: 'the connection to WhatsApp broke off before its answer' };
    case 'refused': {
      if (answer.why !== undefined) return { kind: 'refused', reason: whys[answer.why] };
      const { reason, wait, wholeAccount, lacksRight } = refusalOf(answer.code);
      if (wait === undefined) {
        return { kind: 'refused', reason, ...(lacksRight && { lacksRight }) };
      }
      return { kind: 'retry', reason, retryAfter: wait, ...(wholeAccount && { wholeAccount }) };
    }
  }
}
