import {
  type Action,
  type Adapter,
  type CapabilityQuery,
  type Clock,
  defineAdapter,
  plainText,
  type StepResult,
  unsupported,
} from '@kapwa/core';

/** A messenger that only takes messages, with the moods real ones have. */
export interface SmallPlatform {
  readonly adapter: Adapter;
  /** What arrived, oldest first, as `chat: words`. */
  readonly arrived: readonly string[];
  /** How often it was asked, in vain or not. */
  readonly asked: () => number;
  /** Resolves when it is asked the next time. */
  nextAsked(): Promise<void>;
  /** What it says to whatever it is asked next, instead of taking it. */
  answersWith(results: readonly (StepResult | Error)[]): void;
  /** Takes nothing in this chat until the returned function is called. */
  holds(chat: string): () => void;
  /** Takes this many messages a second in each chat, and says when to come again. */
  limits(most: number): void;
}

type Step = { readonly chat: string; readonly words: string };

function rateOf(clock: Clock) {
  const taken = new Map<string, number[]>();
  return (chat: string, most: number): number => {
    const now = clock.now();
    const recent = (taken.get(chat) ?? []).filter((time) => time > now - 1000);
    const wait = recent.length < most ? 0 : (recent[0] ?? now) + 1000 - now;
    taken.set(chat, wait === 0 ? [...recent, now] : recent);
    return wait;
  };
}

function wordsOf(action: Action): string {
  return action.kind === 'message.send' ? plainText(action.text) : action.kind;
}

/** Makes a small messenger. It can send and nothing else, and has no word for `unwritable`. */
export function smallPlatform(clock: Clock, name = 'playground'): SmallPlatform {
  const arrived: string[] = [];
  const held = new Map<string, Promise<void>>();
  const waitFor = rateOf(clock);
  let answers: (StepResult | Error)[] = [];
  let most = Number.POSITIVE_INFINITY;
  let asked = 0;
  let noticed = (): void => undefined;

  const take = async ({ chat, words }: Step): Promise<StepResult> => {
    asked += 1;
    noticed();
    await held.get(chat);
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    if (answer !== undefined) return answer;
    const wait = waitFor(chat, most);
    if (wait > 0) return { kind: 'retry', reason: 'too many messages', retryAfter: wait };
    arrived.push(`${chat}: ${words}`);
    return { kind: 'ok', message: `m${arrived.length}` };
  };

  const adapter = defineAdapter({
    name,
    maxText: 4096,
    encode(action, { chat }) {
      const words = wordsOf(action);
      if (words === 'unwritable') throw new Error('this cannot be written down');
      return [{ op: 'send', body: { chat: chat.id, words } }];
    },
    capability: ({ action }: CapabilityQuery) =>
      action === 'message.send'
        ? { level: 'native' }
        : unsupported('This messenger can only send messages.'),
    connect: () => ({
      perform: ({ body }) => take(body as Step),
      close: () => undefined,
    }),
  });

  return {
    adapter,
    arrived,
    asked: () => asked,
    nextAsked: () => new Promise((resolve) => (noticed = resolve)),
    answersWith: (results) => {
      answers = [...results];
    },
    holds(chat) {
      let open = (): void => undefined;
      held.set(chat, new Promise((resolve) => (open = resolve)));
      return () => {
        held.delete(chat);
        open();
      };
    },
    limits: (number) => {
      most = number;
    },
  };
}
