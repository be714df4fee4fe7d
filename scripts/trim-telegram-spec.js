/**
 * Makes packages/testing/src/fake-telegram/api-schema.json out of the machine-readable Telegram Bot
 * API of PaulSonOfLars/telegram-bot-api-spec (MIT): the methods that bots of communities call, and
 * the types these methods take and updates bring, without their descriptions.
 *
 *   node scripts/trim-telegram-spec.js path/to/api.json
 */
import { readFileSync, writeFileSync } from 'node:fs';

const methods = [
  'getMe',
  'getUpdates',
  'setWebhook',
  'deleteWebhook',
  'getWebhookInfo',
  'sendMessage',
  'sendPhoto',
  'sendVideo',
  'sendAudio',
  'sendVoice',
  'sendDocument',
  'sendSticker',
  'sendLocation',
  'sendVenue',
  'sendContact',
  'sendPoll',
  'stopPoll',
  'sendChatAction',
  'setMessageReaction',
  'forwardMessage',
  'copyMessage',
  'editMessageText',
  'editMessageCaption',
  'editMessageReplyMarkup',
  'deleteMessage',
  'deleteMessages',
  'pinChatMessage',
  'unpinChatMessage',
  'unpinAllChatMessages',
  'answerCallbackQuery',
  'getFile',
  'banChatMember',
  'unbanChatMember',
  'restrictChatMember',
  'promoteChatMember',
  'setChatAdministratorCustomTitle',
  'setChatPermissions',
  'setChatTitle',
  'setChatDescription',
  'exportChatInviteLink',
  'createChatInviteLink',
  'editChatInviteLink',
  'revokeChatInviteLink',
  'approveChatJoinRequest',
  'declineChatJoinRequest',
  'leaveChat',
  'getChat',
  'getChatAdministrators',
  'getChatMemberCount',
  'getChatMember',
  'createForumTopic',
  'closeForumTopic',
  'reopenForumTopic',
  'setMyCommands',
  'deleteMyCommands',
  'getMyCommands',
];

/** What the fake tells; types these lead to are not followed: updates are large. */
const told = [
  'Update',
  'User',
  'Chat',
  'ChatFullInfo',
  'Message',
  'MessageEntity',
  'PhotoSize',
  'Audio',
  'Document',
  'Video',
  'Voice',
  'Sticker',
  'Location',
  'Venue',
  'Contact',
  'Poll',
  'PollOption',
  'PollAnswer',
  'CallbackQuery',
  'ChatInviteLink',
  'ChatJoinRequest',
  'ChatMemberUpdated',
  'ChatMemberOwner',
  'ChatMemberAdministrator',
  'ChatMemberMember',
  'ChatMemberRestricted',
  'ChatMemberLeft',
  'ChatMemberBanned',
  'ChatPermissions',
  'MessageReactionUpdated',
  'ReactionTypeEmoji',
  'MessageOriginUser',
  'MessageOriginHiddenUser',
  'MessageOriginChat',
  'MessageOriginChannel',
  'File',
  'WebhookInfo',
  'BotCommand',
  'ForumTopic',
  'MessageId',
  'InlineKeyboardMarkup',
  'InlineKeyboardButton',
];

/** `!Integer|String`: what a field may be, with a `!` where it must be there. */
const written = ({ types, required }) => `${required ? '!' : ''}${types.join('|')}`;

const fieldsOf = (fields = []) =>
  Object.fromEntries(fields.map((field) => [field.name, written(field)]));

const namesIn = (fields = []) =>
  fields.flatMap(({ types }) => types.map((type) => type.replaceAll('Array of ', '')));

/** The licence of the specification, which goes where the copy goes. */
const license = readFileSync('LICENSE', 'utf8').replace(
  /Copyright .*/,
  'Copyright (c) 2020 Paul Larsen',
);

const spec = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const types = {};

function addType(name, follow) {
  const type = spec.types[name];
  if (type === undefined || types[name] !== undefined) return;
  types[name] = type.subtypes ? { oneOf: type.subtypes } : { fields: fieldsOf(type.fields) };
  if (!follow) return;
  for (const other of [...(type.subtypes ?? []), ...namesIn(type.fields)]) addType(other, true);
}

for (const name of told) addType(name, false);
// What a call takes is checked all the way down.
for (const name of methods)
  for (const other of namesIn(spec.methods[name].fields)) addType(other, true);

const trimmed = {
  about: `Trimmed from https://github.com/PaulSonOfLars/telegram-bot-api-spec (${spec.version}, ${spec.release_date}) by scripts/trim-telegram-spec.js.`,
  license,
  methods: Object.fromEntries(methods.map((name) => [name, fieldsOf(spec.methods[name].fields)])),
  types,
};

writeFileSync(
  'packages/testing/src/fake-telegram/api-schema.json',
  `${JSON.stringify(trimmed, null, 1)}\n`,
);
