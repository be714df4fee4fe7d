import makeWASocket, {
  type AuthenticationCreds,
  type BaileysEventMap,
  BufferJSON,
  initAuthCreds,
  normalizeMessageContent,
  type SignalDataSet,
  type SignalDataTypeMap,
  type UserFacingSocketConfig,
  type WAMessage,
  type WASocket,
} from 'baileys';
import baileysLogger from 'baileys/lib/Utils/logger.js';
import type { WhatsAppPerson, WhatsAppWeb } from '../../src/whatsapp-web.js';

// Making a community is logged by baileys itself, whatever logger it is given.
baileysLogger.level = 'silent';

type Logger = NonNullable<UserFacingSocketConfig['logger']>;

const silent: Logger = {
  level: 'silent',
  child: () => silent,
  trace() {},
  debug() {},
  info() {},
  warn() {},
  error() {},
};

/** A session kept in memory, through the same JSON as one on a disk. */
export function memoryAuth() {
  const creds: AuthenticationCreds = initAuthCreds();
  const kept = new Map<string, string>();
  return {
    creds,
    keys: {
      get<T extends keyof SignalDataTypeMap>(type: T, ids: string[]) {
        const found: { [id: string]: SignalDataTypeMap[T] } = {};
        for (const id of ids) {
          const value = kept.get(`${type}/${id}`);
          if (value !== undefined) found[id] = JSON.parse(value, BufferJSON.reviver);
        }
        return found;
      },
      set(data: SignalDataSet) {
        for (const [type, entries] of Object.entries(data)) {
          for (const [id, value] of Object.entries(entries ?? {})) {
            if (value === null) kept.delete(`${type}/${id}`);
            else kept.set(`${type}/${id}`, JSON.stringify(value, BufferJSON.replacer));
          }
        }
      },
    },
  };
}

/** What an event brought. */
type EventOf<Name extends keyof BaileysEventMap> = BaileysEventMap[Name];

/** A bot on a real baileys socket. */
export interface LinkedBot {
  readonly socket: WASocket;
  readonly closes: number[];
  /** The first of these events, past or future, for which `isIt` is true. */
  event<Name extends keyof BaileysEventMap>(
    name: Name,
    isIt?: (event: EventOf<Name>) => boolean,
  ): Promise<EventOf<Name>>;
  events<Name extends keyof BaileysEventMap>(name: Name): readonly EventOf<Name>[];
  /** The first message with these words. */
  message(words: string): Promise<WAMessage>;
  /** The messages with words, in the order in which they were told. */
  words(): readonly string[];
  connect(): void;
  closed(): Promise<number>;
  end(): void;
}

/** What a message says. */
export function wordsOf({ message }: WAMessage): string {
  const content = normalizeMessageContent(message);
  return content?.conversation ?? content?.extendedTextMessage?.text ?? '';
}

/** A bot that connects, again after 515, and remembers every event. */
export function createBot(
  whatsapp: WhatsAppWeb,
  auth: ReturnType<typeof memoryAuth> = memoryAuth(),
  config: Partial<UserFacingSocketConfig> = {},
): LinkedBot {
  const events: { [name: string]: unknown[] } = {};
  const waiting: (() => void)[] = [];
  const closes: number[] = [];
  let socket: WASocket | undefined;

  function remember(name: string, event: unknown): void {
    events[name] = [...(events[name] ?? []), event];
    for (const wake of waiting.splice(0)) wake();
  }

  function connect(): void {
    const made = makeWASocket({
      ...whatsapp.socketOptions,
      auth,
      logger: silent,
      ...config,
    });
    socket = made;
    made.ev.process((batch) => {
      for (const [name, event] of Object.entries(batch)) remember(name, event);
      if (batch['creds.update']) Object.assign(auth.creds, batch['creds.update']);
      const update = batch['connection.update'];
      if (update?.connection !== 'close') return;
      const error = update.lastDisconnect?.error as
        | { output?: { statusCode?: number } }
        | undefined;
      const code = error?.output?.statusCode ?? 0;
      closes.push(code);
      remember('closed', code);
      if (code === 515) connect();
    });
  }

  connect();
  const bot: LinkedBot = {
    get socket() {
      if (!socket) throw new Error('The bot has not connected.');
      return socket;
    },
    closes,
    events: (name) => (events[name] ?? []) as never,
    async event(name, isIt = () => true) {
      for (;;) {
        const found = bot.events(name).find(isIt);
        if (found !== undefined) return found;
        await new Promise<void>((resolve) => void waiting.push(resolve));
      }
    },
    async message(words) {
      const has = (message: WAMessage) => wordsOf(message) === words;
      const { messages } = await bot.event('messages.upsert', (upsert) =>
        upsert.messages.some(has),
      );
      return messages.find(has) as WAMessage;
    },
    words: () =>
      bot
        .events('messages.upsert')
        .flatMap(({ messages }) => messages.map(wordsOf))
        .filter((words) => words !== ''),
    connect,
    async closed() {
      while (closes.length === 0) await new Promise<void>((resolve) => void waiting.push(resolve));
      return closes.at(-1) ?? 0;
    },
    end: () => void socket?.end(undefined),
  };
  return bot;
}

/** Links a new device to this person's phone by QR code, and waits until it is at work. */
export async function linkedBot(
  whatsapp: WhatsAppWeb,
  person: WhatsAppPerson,
  config?: Partial<UserFacingSocketConfig>,
  auth = memoryAuth(),
): Promise<LinkedBot> {
  const bot = createBot(whatsapp, auth, config);
  const { qr = '' } = await bot.event('connection.update', (update) => update.qr !== undefined);
  await person.scans(qr);
  await person.linkedDevices[0]?.online();
  await whatsapp.settled();
  return bot;
}
