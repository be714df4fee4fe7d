import { anyString, flag, list, number, object, oneOf, type Shape, whole, words } from './shape.js';

/**
 * What may be posted to `/messages`, by type, with the limits of Meta's reference (v26.0).
 *
 * Stricter than Meta where Meta is silent: a field nobody knows is an error, so that a wrong
 * name shows in a test and not in a message that never arrives.
 */

const mediaBy = (extra: Readonly<Record<string, Shape>>): Shape => {
  const shape = object({ 'id?': words(512), 'link?': words(2048), ...extra });
  return (value, path) => {
    const problem = shape(value, path);
    if (problem !== undefined) return problem;
    const { id, link } = value as Record<string, unknown>;
    const isOne = (id === undefined) !== (link === undefined);
    return isOne ? undefined : `Param ${path} needs either an id or a link`;
  };
};

const button = object({
  type: oneOf('reply'),
  reply: object({ id: words(256), title: words(20) }),
});
const row = object({ id: words(200), title: words(24), 'description?': words(72) });
const section = object({ 'title?': words(24), rows: list(row, 10) });
const around = {
  'header?': object({ type: oneOf('text'), text: words(60) }),
  body: object({ text: words(1024) }),
  'footer?': object({ text: words(60) }),
};

const buttons = object({
  type: oneOf('button'),
  ...around,
  action: object({ buttons: list(button, 3) }),
});
const choices = object({
  type: oneOf('list'),
  ...around,
  action: object({ button: words(20), sections: list(section, 10) }),
});

const interactive: Shape = (value, path) => {
  const type = (value as { type?: unknown } | null)?.type;
  return (type === 'list' ? choices : buttons)(value, path);
};

const fileOf = mediaBy({ 'filename?': words(240) });
const parameter = object({
  type: oneOf('text', 'payload', 'image', 'video', 'document'),
  'text?': words(32_768),
  'payload?': words(128),
  'image?': fileOf,
  'video?': fileOf,
  'document?': fileOf,
});
const parameters = list(parameter, 10);
const filled = object({ type: oneOf('header', 'body'), parameters });
const tappable = object({
  type: oneOf('button'),
  sub_type: oneOf('quick_reply', 'url'),
  index: oneOf('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'),
  parameters,
});
const component: Shape = (value, path) => {
  const type = (value as { type?: unknown } | null)?.type;
  return (type === 'button' ? tappable : filled)(value, path);
};

const template = object({
  name: words(512),
  language: object({ code: words(15) }),
  'components?': list(component, 12),
});

const contents: Readonly<Record<string, Shape>> = {
  text: object({ body: words(4096), 'preview_url?': flag }),
  reaction: object({ message_id: words(512), emoji: anyString }),
  image: mediaBy({ 'caption?': words(1024) }),
  video: mediaBy({ 'caption?': words(1024) }),
  audio: mediaBy({}),
  document: mediaBy({ 'caption?': words(1024), 'filename?': words(240) }),
  sticker: mediaBy({}),
  location: object({
    latitude: number(-90, 90),
    longitude: number(-180, 180),
    'name?': words(1000),
    'address?': words(1000),
  }),
  contacts: list(
    object({
      name: object({ formatted_name: words(1000), 'first_name?': words(1000) }),
      'phones?': list(object({ phone: words(50), 'type?': words(20) }), 20),
    }),
    257,
  ),
  interactive,
  template,
  pin: object({
    type: oneOf('pin', 'unpin'),
    message_id: words(512),
    'expiration_days?': whole(1, 30),
  }),
};

/** Types that only one kind of chat takes. */
const onlyDirect = new Set(['interactive', 'reaction', 'template']);
const onlyInGroups = new Set(['pin']);

const readReceipt = object({
  messaging_product: oneOf('whatsapp'),
  status: oneOf('read'),
  message_id: words(512),
  'typing_indicator?': object({ type: oneOf('text') }),
});

/** Meta takes a `+`, spaces, dashes and brackets in a number. */
const PHONE = /^\+?[\d\s()-]{5,25}$/;
/** A business-scoped user id: a country, a dot, letters and digits. */
const USER_ID = /^[A-Z]{2}\.[A-Za-z0-9.]{1,128}$/;

function problemWithPlace(message: Readonly<Record<string, unknown>>): string | undefined {
  const isGroup = message.recipient_type === 'group';
  const isWrong = (isGroup ? onlyDirect : onlyInGroups).has(String(message.type));
  return isWrong ? 'Param type is not supported for this recipient_type' : undefined;
}

function problemWithRecipient(message: Readonly<Record<string, unknown>>): string | undefined {
  const { to, recipient, recipient_type: type = 'individual' } = message;
  if ((to === undefined) === (recipient === undefined)) {
    return 'The parameter to is required, or recipient in its place';
  }
  if (type === 'group') return typeof to === 'string' ? undefined : 'Param to must be a group id';
  if (recipient !== undefined) {
    return typeof recipient === 'string' && USER_ID.test(recipient)
      ? undefined
      : 'Param recipient must be a user id';
  }
  return typeof to === 'string' && PHONE.test(to) ? undefined : 'Param to must be a phone number';
}

/** What is wrong with the body of a `POST /messages`, in one sentence; undefined when it is fine. */
export function problemWith(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return 'The body must be a JSON object';
  if ('status' in body) return readReceipt(body, '');
  const { type = 'text' } = body as { type?: unknown };
  const content = typeof type === 'string' && Object.hasOwn(contents, type) ? contents[type] : null;
  if (!content) return 'Param type is not a type of message';
  const shape = object({
    messaging_product: oneOf('whatsapp'),
    'recipient_type?': oneOf('individual', 'group'),
    'to?': anyString,
    'recipient?': anyString,
    'type?': anyString,
    'context?': object({ message_id: words(512) }),
    'biz_opaque_callback_data?': words(512),
    [type as string]: content,
  });
  const message = body as Readonly<Record<string, unknown>>;
  return shape(body, '') ?? problemWithPlace(message) ?? problemWithRecipient(message);
}
