/** Why the server does not do what it was asked. */
export interface Refusal {
  readonly refused: number;
  readonly text: string;
}

/**
 * The texts that go with the codes, as clients of WhatsApp know them.
 *
 * @see https://github.com/tulir/whatsmeow/blob/main/errors.go (ErrIQ...)
 */
const TEXTS: Readonly<Record<number, string>> = {
  400: 'bad-request',
  401: 'not-authorized',
  403: 'forbidden',
  404: 'item-not-found',
  406: 'not-acceptable',
  409: 'conflict',
  410: 'gone',
  419: 'resource-limit',
  429: 'rate-overlimit',
  500: 'internal-server-error',
  501: 'feature-not-implemented',
  503: 'service-unavailable',
};

/** A refusal with this code and the text that belongs to it. */
export function refusal(code: number): Refusal {
  return { refused: code, text: TEXTS[code] ?? 'error' };
}

/** Whether an answer is a refusal. */
export function isRefusal(answer: object): answer is Refusal {
  return 'refused' in answer;
}
