/**
 * Kapwa beside a bot that has a Baileys socket open already: the bot keeps its socket, its session and
 * its own words; Kapwa listens beside it, thanks people in the groups and looks after the code of conduct.
 *
 * WHATSAPP_SESSION=./session node --import tsx examples/own-bot/baileys.ts
 */
import { type BaileysSocket, baileysClaims, whatsappWeb } from '@kapwa/adapter-whatsapp';
import { createKit, defineBlueprint } from '@kapwa/core';
import { conduct } from '@kapwa/plugin-conduct';
import { recognition } from '@kapwa/plugin-recognition';
import makeWASocket, {
  DisconnectReason,
  type UserFacingSocketConfig,
  useMultiFileAuthState,
  type WAMessage,
  type WASocket,
} from 'baileys';

const blueprint = defineBlueprint({
  community: {
    name: 'Community health workers',
    purpose: 'Work together and learn from each other',
    languages: ['en', 'sw'],
    timeZone: 'Africa/Nairobi',
  },
});

/** What the bot could do before. */
async function answer(socket: WASocket, { key, message }: WAMessage): Promise<void> {
  const chat = key.remoteJid ?? '';
  const asked = message?.conversation ?? message?.extendedTextMessage?.text ?? '';
  if (!/@(lid|s\.whatsapp\.net)$/.test(chat) || asked === '') return;
  const text = asked === 'stock' ? '42 boxes of gloves' : 'I know only one word: stock.';
  await socket.sendMessage(chat, { text });
}

/** How the bot connects. */
export interface OwnBot {
  readonly config: UserFacingSocketConfig;
  /** Given what the phone has to scan. */
  readonly onQr: (qr: string) => void;
  readonly saveCreds?: () => Promise<void>;
}

/** The bot with Kapwa beside it. */
export async function botWithKapwa({ config, onQr, saveCreds }: OwnBot) {
  // Kapwa is given every new socket: Baileys needs another one after each reconnect.
  let use: (socket: BaileysSocket) => void = () => undefined;
  const socket = (give: typeof use): void => {
    use = give;
  };
  const kit = createKit({
    communities: [blueprint],
    adapters: [whatsappWeb({ socket })],
    plugins: [conduct, recognition],
  });
  await kit.start();
  const isKapwas = baileysClaims(kit);
  let current: WASocket | undefined;

  const connect = (): void => {
    const opened = makeWASocket(config);
    current = opened;
    use(opened);
    opened.ev.on('messages.upsert', ({ messages, type }) => {
      for (const message of messages) {
        const isTheirs = type === 'notify' && message.key.fromMe !== true;
        // What Kapwa answers itself is left to it.
        if (isTheirs && !isKapwas(opened, message)) void answer(opened, message);
      }
    });
    opened.ev.on('creds.update', () => void saveCreds?.());
    opened.ev.on('connection.update', ({ qr, connection, lastDisconnect }) => {
      if (qr !== undefined) onQr(qr);
      if (connection !== 'close' || current !== opened) return;
      const code = (lastDisconnect?.error as { output?: { statusCode?: number } } | undefined)
        ?.output?.statusCode;
      if (code !== DisconnectReason.loggedOut) connect();
    });
  };
  connect();
  return {
    kit,
    async stop() {
      await kit.stop();
      const last = current;
      current = undefined;
      await last?.end(undefined);
    },
  };
}

const { WHATSAPP_SESSION: folder = '' } = process.env;
if (folder !== '') {
  // A session in files is simple, and Baileys itself advises against it for large bots.
  const { state, saveCreds } = await useMultiFileAuthState(folder);
  const { stop } = await botWithKapwa({ config: { auth: state }, onQr: console.log, saveCreds });
  process.once('SIGTERM', () => void stop());
}
