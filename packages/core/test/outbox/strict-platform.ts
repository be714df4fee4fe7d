import { type Adapter, type Clock, defineAdapter, type PlatformRate, plainText } from '@kapwa/core';

/** A messenger that counts every request beyond its rates, and remembers when what arrived. */
export interface StrictPlatform {
  readonly adapter: Adapter;
  /** `chat: words`, oldest first. */
  readonly arrived: readonly string[];
  /** ms after the first request of all. */
  readonly times: readonly number[];
  /** Requests beyond a rate. */
  breaches(): number;
}

interface Request {
  readonly at: number;
  readonly chat: string;
  readonly direct: boolean;
}

function counts(rate: PlatformRate, one: Request, other: Request): boolean {
  if (rate.scope === 'account') return true;
  if (rate.scope === 'group' && one.direct) return false;
  if (rate.scope === 'person' && !one.direct) return false;
  return one.chat === other.chat;
}

/** Makes a messenger that takes everything, and holds it against the bot. */
export function strictPlatform(clock: Clock, rates: readonly PlatformRate[]): StrictPlatform {
  const requests: Request[] = [];
  const arrived: string[] = [];
  let breaches = 0;

  const adapter = defineAdapter({
    name: 'playground',
    maxText: 4096,
    rates,
    encode: (action, { chat }) => [
      {
        op: 'send',
        body: { chat, words: action.kind === 'message.send' ? plainText(action.text) : '' },
      },
    ],
    capability: () => ({ level: 'native' }),
    connect: () => ({
      async perform({ body }) {
        const { chat, words } = body as { chat: { id: string; direct: boolean }; words: string };
        const now: Request = { at: clock.now(), chat: chat.id, direct: chat.direct };
        for (const rate of rates) {
          const recent = requests.filter(
            (one) => one.at > now.at - rate.per && counts(rate, now, one),
          );
          if (recent.length >= rate.most) breaches += 1;
        }
        requests.push(now);
        arrived.push(`${chat.id}: ${words}`);
        return { kind: 'ok', message: `m${requests.length}` };
      },
      close: () => undefined,
    }),
  });

  return {
    adapter,
    arrived,
    get times() {
      return requests.map(({ at }) => at - (requests[0]?.at ?? 0));
    },
    breaches: () => breaches,
  };
}
