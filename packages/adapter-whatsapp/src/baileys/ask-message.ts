import type {
  AnyMessageContent,
  MiscMessageGenerationOptions,
  WAMessage,
  WAMessageKey,
} from 'baileys';
import { isMe } from './accounts.js';
import { type AskParts, addressIn, done, groupOf } from './ask-parts.js';
import { isGroupJid, userOf } from './jid.js';
import type { Saying, SocketAnswer, SocketRequest, Target } from './socket-port.js';
import { meOf } from './to-wire.js';

type Ask<Op extends SocketRequest['op']> = Extract<SocketRequest, { op: Op }>;

/** How long WhatsApp may take to confirm a message, ms. */
const ACK_TIME = 20_000;

interface Ack {
  readonly answer: Promise<SocketAnswer>;
  cancel(): void;
}

/** What WhatsApp says to a message: it answers each, with a code where it refuses it. */
function awaitAck(id: string, { socket }: AskParts): Ack {
  let settle: (answer: SocketAnswer) => void = () => undefined;
  const answer = new Promise<SocketAnswer>((resolve) => {
    settle = resolve;
  });
  const heard = ({ attrs }: { attrs: Record<string, string> }): void => {
    if (attrs.id !== id) return;
    settle(attrs.error === undefined ? done : { kind: 'refused', code: Number(attrs.error) });
  };
  const lost = (): void => settle({ kind: 'lost' });
  socket.ws.on('CB:ack,class:message', heard);
  socket.ws.on('close', lost);
  const timer = setTimeout(lost, ACK_TIME);
  timer.unref();
  const cancel = (): void => {
    clearTimeout(timer);
    socket.ws.off('CB:ack,class:message', heard);
    socket.ws.off('close', lost);
  };
  return { answer, cancel };
}

/** Sends something and waits for WhatsApp's word on it. */
export async function deliver(
  to: string,
  content: AnyMessageContent,
  parts: AskParts,
  options: MiscMessageGenerationOptions = {},
): Promise<SocketAnswer> {
  const { library, socket, sent, recent } = parts;
  const messageId = library.generateMessageIDV2(socket.user?.id);
  const ack = awaitAck(messageId, parts);
  try {
    const message = await socket.sendMessage(to, content, { ...options, messageId });
    if (message?.message) await sent.keep(messageId, message.message, to);
    if (message !== undefined) recent.add(message.key, undefined);
    const answer = await ack.answer;
    return answer.kind === 'done' ? { ...answer, message: messageId } : answer;
  } finally {
    ack.cancel();
  }
}

/**
 * A text with its mentions in the addresses the chat goes by: in a group that knows people by
 * hidden ids, a phone rings only for the hidden id.
 */
export async function addressed(
  to: string,
  { text, mentions }: Saying,
  parts: AskParts,
): Promise<Saying> {
  if (mentions.length === 0 || !isGroupJid(to)) return { text, mentions };
  const group = await groupOf(to, parts);
  const users = new Map<string, string>();
  const jids: string[] = [];
  for (const jid of mentions) {
    const here = await addressIn(group, jid, parts);
    users.set(userOf(jid), userOf(here));
    jids.push(here);
  }
  const written = text.replace(/@(\d{5,20})(?!\d)/g, (found, user: string) =>
    users.has(user) ? `@${users.get(user)}` : found,
  );
  return { text: written, mentions: jids };
}

/** The message that is answered, as Baileys wants it; undefined where too little is known of it. */
export function quoted(to: string, id: string, { recent }: AskParts): WAMessage | undefined {
  const key = recent.key(id);
  if (key === undefined) return undefined;
  return { key: { ...key, remoteJid: to }, message: recent.message(id) ?? { conversation: '' } };
}

async function send({ to, say, quote }: Ask<'send'>, parts: AskParts): Promise<SocketAnswer> {
  const { text, mentions } = await addressed(to, say, parts);
  const answered = quote && quoted(to, quote.message, parts);
  // No preview: making one would open whatever address somebody wrote, from the bot's machine.
  const content = { text, mentions: [...mentions], linkPreview: null };
  return deliver(to, content, parts, answered === undefined ? {} : { quoted: answered });
}

/** The key of a message; undefined where its author is not known, whom WhatsApp wants told. */
function keyOf(to: string, { message, author }: Target, parts: AskParts): WAMessageKey | undefined {
  const known = parts.recent.key(message);
  if (known !== undefined) return { ...known, remoteJid: to };
  const me = meOf(parts.socket.user);
  if (author !== undefined && !isMe(me, author)) {
    const participant = isGroupJid(to) ? { participant: author } : {};
    return { remoteJid: to, id: message, fromMe: false, ...participant };
  }
  return author === undefined ? undefined : { remoteJid: to, id: message, fromMe: true };
}

async function about(
  to: string,
  target: Target,
  parts: AskParts,
  contentFor: (key: WAMessageKey) => AnyMessageContent,
): Promise<SocketAnswer> {
  const own = (await parts.sent.find(target.message)) !== undefined;
  const key = own ? { remoteJid: to, id: target.message, fromMe: true } : keyOf(to, target, parts);
  if (key === undefined) return { kind: 'refused', why: 'no-author' };
  const answer = await deliver(to, contentFor(key), parts);
  return answer.kind === 'done' ? done : answer;
}

async function edit({ to, message, say }: Ask<'edit'>, parts: AskParts): Promise<SocketAnswer> {
  const { text, mentions } = await addressed(to, say, parts);
  const key = { remoteJid: to, id: message, fromMe: true };
  const content = { text, mentions: [...mentions], linkPreview: null, edit: key };
  const answer = await deliver(to, content, parts);
  return answer.kind === 'done' ? done : answer;
}

async function poll({ to, poll: asked }: Ask<'poll'>, parts: AskParts): Promise<SocketAnswer> {
  const group = isGroupJid(to) ? await groupOf(to, parts) : undefined;
  return deliver(
    to,
    {
      poll: {
        name: asked.question,
        values: [...asked.options],
        selectableCount: asked.most,
        toAnnouncementGroup: group?.isCommunityAnnounce ?? false,
      },
    },
    parts,
  );
}

/** Asks for what happens in chats; undefined for other requests. */
export async function askMessage(
  request: SocketRequest,
  parts: AskParts,
): Promise<SocketAnswer | undefined> {
  switch (request.op) {
    case 'send':
      return send(request, parts);
    case 'edit':
      return edit(request, parts);
    case 'poll':
      return poll(request, parts);
    case 'delete':
      return about(request.to, request.target, parts, (key) => ({ delete: key }));
    case 'react': {
      const { emoji: text } = request;
      return about(request.to, request.target, parts, (key) => ({ react: { text, key } }));
    }
    case 'pin': {
      const { PIN_FOR_ALL, UNPIN_FOR_ALL } = parts.library.proto.PinInChat.Type;
      const type = request.seconds > 0 ? PIN_FOR_ALL : UNPIN_FOR_ALL;
      const time = request.seconds > 0 ? { time: request.seconds as 2_592_000 } : {};
      return about(request.to, request.target, parts, (pin) => ({ pin, type, ...time }));
    }
    case 'read': {
      const key = keyOf(request.to, request.target, parts);
      if (key === undefined) return { kind: 'refused', why: 'no-author' };
      await parts.socket.readMessages([key]);
      return done;
    }
    case 'typing':
      await parts.socket.sendPresenceUpdate('composing', request.to);
      return done;
    default:
      return undefined;
  }
}
