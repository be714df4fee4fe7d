/**
 * What the adapters report, in the shapes their sources and the platforms' documentation show. None
 * of these platforms was asked: ids and words are made up.
 */

const timestamp = new Date('2027-03-01T08:00:00Z');

/** botbuilder-adapter-slack 1.0: a message in a channel, from Slack's Events API. */
export const slackMessage = {
  id: '1772352000.000200',
  timestamp,
  channelId: 'slack',
  conversation: { id: 'C0NORTH', thread_ts: '1772351000.000100', team: 'T0HEALTH' },
  from: { id: 'U0AMINA' },
  recipient: { id: 'U0KAPWA' },
  channelData: {
    type: 'message',
    channel: 'C0NORTH',
    channel_type: 'channel',
    user: 'U0AMINA',
    text: 'Thanks <@U0JUMA> &amp; <@U0KAPWA>, see <https://example.org|the page> &lt;3',
    ts: '1772352000.000200',
    team: 'T0HEALTH',
  },
  text: 'Thanks <@U0JUMA> &amp; <@U0KAPWA>, see <https://example.org|the page> &lt;3',
  type: 'message',
};

/** The same by Slack's other event for it, which apps get that hear only when they are mentioned. */
export const slackMention = {
  ...slackMessage,
  type: 'event',
  text: null,
  channelData: { ...slackMessage.channelData, type: 'app_mention', botkitEventType: 'app_mention' },
};

/** A direct message to the Slack bot. */
export const slackDirect = {
  ...slackMessage,
  conversation: { id: 'D0AMINA', team: 'T0HEALTH' },
  channelData: { type: 'message', channel_type: 'im', botkitEventType: 'direct_message' },
  text: 'Good morning',
};

/** Another bot in the channel. */
export const slackBot = {
  ...slackMessage,
  from: { id: 'B0OTHER' },
  channelData: { ...slackMessage.channelData, bot_id: 'B0OTHER' },
};

/** Somebody came into a channel of Slack. */
export const slackJoin = {
  ...slackMessage,
  type: 'event',
  text: null,
  from: { id: 'U0JUMA' },
  channelData: { type: 'member_joined_channel', user: 'U0JUMA', channel: 'C0NORTH' },
};

/** botbuilder-adapter-facebook 1.0: a message to the page. It has no id of its own. */
export const facebookMessage = {
  channelId: 'facebook',
  timestamp,
  conversation: { id: '24601' },
  from: { id: '24601', name: '24601' },
  recipient: { id: '1001', name: '1001' },
  channelData: {
    sender: { id: '24601' },
    recipient: { id: '1001' },
    timestamp: 1772352000000,
    message: { mid: 'm_abc', text: 'Good morning' },
    mid: 'm_abc',
    text: 'Good morning',
  },
  type: 'message',
  text: 'Good morning',
};

/** What the page itself wrote, told back by Facebook. */
export const facebookEcho = {
  ...facebookMessage,
  type: 'event',
  channelData: { ...facebookMessage.channelData, is_echo: true, botkitEventType: 'message_echo' },
};

/** botbuilder-adapter-webex 1.0: a message in a space. */
export const webexMessage = {
  id: 'Y2lzY29zcGFyazovL01FU1NBR0Ux',
  timestamp,
  channelId: 'webex',
  conversation: { id: 'Y2lzY29zcGFyazovL1JPT00x' },
  from: { id: 'person-amina', name: 'amina@example.org' },
  recipient: { id: 'person-bot' },
  text: 'Thanks Juma',
  channelData: {
    id: 'Y2lzY29zcGFyazovL01FU1NBR0Ux',
    roomId: 'Y2lzY29zcGFyazovL1JPT00x',
    roomType: 'group',
    text: 'Kapwa Thanks Juma',
    personId: 'person-amina',
    personEmail: 'amina@example.org',
    mentionedPeople: ['person-bot', 'person-juma'],
  },
  type: 'message',
};

/** A direct message on Webex. */
export const webexDirect = {
  ...webexMessage,
  text: 'Good morning',
  channelData: { roomType: 'direct', botkitEventType: 'direct_message' },
};

/** Somebody left a space of Webex. */
export const webexLeave = {
  id: 'hook-1',
  timestamp,
  channelId: 'webex',
  conversation: { id: 'Y2lzY29zcGFyazovL1JPT00x' },
  from: { id: 'person-admin' },
  recipient: { id: 'person-bot' },
  channelData: {
    resource: 'memberships',
    event: 'deleted',
    data: { personId: 'person-juma', personDisplayName: 'Juma', roomType: 'group' },
    botkitEventType: 'memberships.deleted',
  },
  type: 'event',
};

/** botbuilder-adapter-twilio-sms 1.0: a text message; with a WhatsApp number it looks the same. */
export const twilioMessage = {
  id: 'SM0123456789abcdef',
  timestamp,
  channelId: 'twilio-sms',
  conversation: { id: '+254700000001' },
  from: { id: '+254700000001' },
  recipient: { id: '+15005550006' },
  text: 'Good morning',
  channelData: {
    MessageSid: 'SM0123456789abcdef',
    From: '+254700000001',
    To: '+15005550006',
    Body: 'Good morning',
    NumMedia: '0',
  },
  type: 'message',
};

/** botbuilder-adapter-hangouts 1.0: a message in a space of Google Chat. */
export const hangoutsMessage = {
  id: 'spaces/AAAA/messages/BBBB.CCCC',
  timestamp,
  channelId: 'googlehangouts',
  conversation: { id: 'spaces/AAAA', thread: 'spaces/AAAA/threads/BBBB', threadKey: null },
  from: { id: 'users/1', name: 'users/1' },
  channelData: {
    type: 'MESSAGE',
    space: { name: 'spaces/AAAA', displayName: 'Area North', type: 'ROOM' },
    user: { name: 'users/1', displayName: 'Amina Odhiambo', type: 'HUMAN' },
    message: {
      name: 'spaces/AAAA/messages/BBBB.CCCC',
      argumentText: 'thanks @Juma',
      annotations: [
        {
          type: 'USER_MENTION',
          userMention: { user: { name: 'users/2', displayName: 'Juma', type: 'HUMAN' } },
        },
      ],
    },
  },
  text: 'thanks @Juma',
  type: 'message',
};

/** CloudAdapter: a message in a thread of a Teams channel. */
export const teamsMessage = {
  type: 'message',
  id: '1772352000000',
  timestamp,
  channelId: 'msteams',
  serviceUrl: 'https://smba.example.org/emea/',
  from: { id: '29:amina', name: 'Amina Odhiambo', aadObjectId: 'aad-1' },
  recipient: { id: '28:kapwa', name: 'Kapwa' },
  conversation: {
    id: '19:north@thread.tacv2;messageid=1772351000000',
    isGroup: true,
    conversationType: 'channel',
    tenantId: 'tenant-1',
  },
  text: '<at>Kapwa</at> thanks <at>Juma</at>',
  entities: [
    { type: 'clientInfo', locale: 'en-GB' },
    { type: 'mention', text: '<at>Kapwa</at>', mentioned: { id: '28:kapwa', name: 'Kapwa' } },
    { type: 'mention', text: '<at>Juma</at>', mentioned: { id: '29:juma', name: 'Juma' } },
  ],
  channelData: { team: { id: '19:north@thread.tacv2', name: 'Area North' } },
};

/** CloudAdapter: somebody came into a team, and the bot with them. */
export const teamsJoin = {
  ...teamsMessage,
  type: 'conversationUpdate',
  text: undefined,
  entities: [],
  membersAdded: [{ id: '29:juma', name: 'Juma' }, { id: '28:kapwa' }],
};

/** botbuilder-adapter-web 1.0. */
export const webMessage = {
  timestamp,
  channelId: 'websocket',
  conversation: { id: 'visitor' },
  from: { id: 'visitor' },
  recipient: { id: 'bot' },
  channelData: { type: 'message', text: 'Good morning', user: 'visitor' },
  text: 'Good morning',
  type: 'message',
};
