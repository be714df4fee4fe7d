import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type Duplex, duplexPair } from 'node:stream';
import type { AdapterUnderTest, Place } from '@kapwa/testing/contracts';
import { lineAdapter } from '../third-party/line-adapter.js';

interface Heard {
  readonly got?: string;
  readonly ask?: number;
  readonly body?: { readonly room?: string; readonly person?: string; readonly text: string };
}

interface Message {
  readonly id: string;
  readonly chat: string;
  readonly from: string;
  readonly text: string;
}

/** Line itself, as small as it may be: a room `north`, Ana, the bot, and what they write. */
export class LineMessenger {
  /** The end of the stream the bot holds. */
  readonly forBot: Duplex;
  /** What the next request is answered instead of being done. */
  refusal: { readonly no: string; readonly wait?: number } | undefined;
  readonly #stream: Duplex;
  readonly #messages: Message[] = [];
  readonly #confirmed = new Map<string, () => void>();
  #last: { readonly id: string } = { id: '' };
  #counted = 0;
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
    [this.#stream, this.forBot] = duplexPair();
    createInterface({ input: this.#stream }).on('line', (line) => this.#hear(JSON.parse(line)));
  }

  /** Ana writes in a room, or to the bot. Resolves once the bot has got it. */
  writes(text: string, room?: string): Promise<void> {
    const message = this.#keep(room ?? 'ana', 'ana', text);
    return this.tells({ news: 'wrote', room, message, text });
  }

  /** Any piece of news about Ana. */
  tells(news: object): Promise<void> {
    this.#counted += 1;
    const heading = { id: `n${this.#counted}`, at: this.#now(), from: { id: 'ana', name: 'Ana' } };
    this.#last = { ...heading, ...news };
    return this.tellsAgain();
  }

  /** The last news once more. */
  tellsAgain(): Promise<void> {
    const got = new Promise<void>((resolve) => this.#confirmed.set(this.#last.id, resolve));
    this.#send(this.#last);
    return got;
  }

  /** Line goes away. Resolves once the bot's end has noticed. */
  async hangsUp(): Promise<void> {
    const noticed = once(this.forBot, 'end');
    this.#stream.end();
    await noticed;
  }

  /** What the bot wrote in a room, or to Ana. */
  written(chat: string): readonly string[] {
    const fromBot = this.#messages.filter((one) => one.chat === chat && one.from === 'bot');
    return fromBot.map(({ text }) => text);
  }

  /** For the contract every adapter is held to. */
  underTest(): AdapterUnderTest {
    const chatOf = (place: Place): string => (place === 'group' ? 'north' : 'ana');
    return {
      adapter: lineAdapter(this.forBot),
      group: 'north',
      writes: (text, place) => this.writes(text, place === 'group' ? 'north' : undefined),
      tellsAgain: () => this.tellsAgain(),
      written: (place) => this.written(chatOf(place)),
      stands: (message) => this.#messages.some(({ id }) => id === message),
      wordsOf: ({ body }) => (body as Heard['body'])?.text,
    };
  }

  #hear({ got, ask, body }: Heard): void {
    if (got !== undefined) this.#confirmed.get(got)?.();
    if (ask === undefined || body === undefined) return;
    const { refusal } = this;
    this.refusal = undefined;
    if (refusal !== undefined) this.#send({ answer: ask, ...refusal });
    else {
      const message = this.#keep(body.room ?? body.person ?? '', 'bot', body.text);
      this.#send({ answer: ask, message });
    }
  }

  #keep(chat: string, from: string, text: string): string {
    const id = `m${this.#messages.length + 1}`;
    this.#messages.push({ id, chat, from, text });
    return id;
  }

  #send(line: object): void {
    this.#stream.write(`${JSON.stringify(line)}\n`);
  }
}
