import type { ApiSchema, Fields } from './api-types.js';

/**
 * What Bot API 10.2 (14 July 2026) and 10.3 (24 August 2026) added to what the fake has, written by
 * hand: no machine-readable specification of them was at hand. Taken from the release notes at
 * https://core.telegram.org/bots/api-changelog and the types of grammY 1.46.0.
 */
const ephemeral: Fields = { ephemeral_message_parameters: 'EphemeralMessageParameters' };

/** Parameters of methods there were before. */
const parameters: Readonly<Record<string, Fields>> = {
  sendMessage: ephemeral,
  sendPhoto: ephemeral,
  sendVideo: ephemeral,
  sendAudio: ephemeral,
  sendVoice: ephemeral,
  sendDocument: ephemeral,
  sendSticker: ephemeral,
  promoteChatMember: { can_send_welcome_messages: 'Boolean' },
};

/** Fields of types there were before. */
const fields: Readonly<Record<string, Fields>> = {
  ChatFullInfo: { community: 'Community' },
  ChatAdministratorRights: { can_send_welcome_messages: 'Boolean' },
  ChatMemberAdministrator: { can_send_welcome_messages: 'Boolean' },
  BotCommand: { is_ephemeral: 'Boolean' },
  ReplyParameters: { ephemeral_message_id: 'Integer' },
  Message: {
    receiver_user: 'User',
    ephemeral_message_id: 'Integer',
    community_chat_added: 'CommunityChatAdded',
    community_chat_removed: 'CommunityChatRemoved',
    community_chat_joined: 'CommunityChatJoined',
  },
};

const methods: ApiSchema['methods'] = {
  deleteEphemeralMessage: {
    chat_id: '!Integer|String',
    receiver_user_id: '!Integer',
    ephemeral_message_id: '!Integer',
  },
};

const types: ApiSchema['types'] = {
  EphemeralMessageParameters: {
    fields: {
      receiver_user_id: '!Integer',
      callback_query_id: 'String',
      replace_callback_query_message: 'Boolean',
    },
  },
  Community: { fields: { id: '!Integer', name: '!String' } },
  CommunityChatAdded: { fields: { community: '!Community' } },
  CommunityChatRemoved: { fields: {} },
  CommunityChatJoined: { fields: { community: '!Community' } },
};

function withFields(
  types: ApiSchema['types'],
  added: Readonly<Record<string, Fields>>,
): ApiSchema['types'] {
  const changed = Object.entries(added).map(([name, more]) => {
    return [name, { ...types[name], fields: { ...types[name]?.fields, ...more } }] as const;
  });
  return { ...types, ...Object.fromEntries(changed) };
}

/** The schema of 10.1 with what came later. */
export function withAdditions(schema: ApiSchema): ApiSchema {
  const changed = Object.entries(parameters).map(([name, more]) => {
    return [name, { ...schema.methods[name], ...more }] as const;
  });
  return {
    methods: { ...schema.methods, ...Object.fromEntries(changed), ...methods },
    types: { ...withFields(schema.types, fields), ...types },
  };
}
