import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DecodeFacts, decode, readActivity } from '../src/decode.js';
import { botkitAdapter } from '../src/index.js';
import { type PlatformName, platforms } from '../src/platforms.js';
import { helpfulKit } from './helpful-kit.js';
import { PostedAdapter } from './posted-adapter.js';
import * as recorded from './recorded.js';

const at = Date.parse('2027-03-01T08:00:00Z');

function factsOf(platform: PlatformName): DecodeFacts {
  return { adapter: 'botkit', platform: platforms[platform], now: at + 1000, newId: 'new' };
}

function events(given: unknown, platform: PlatformName) {
  const activity = readActivity(given);
  return activity === undefined ? [] : decode(activity, factsOf(platform));
}

describe('a message that an adapter reports', () => {
  it('is one of Slack, with names instead of marks, and with whom it mentions', () => {
    expect(events(recorded.slackMessage, 'slack')).toEqual([
      {
        kind: 'message.received',
        id: 'C0NORTH:1772352000.000200',
        at,
        adapter: 'botkit',
        chat: { id: 'C0NORTH', direct: false },
        from: { id: 'U0AMINA' },
        message: '1772352000.000200',
        text: 'Thanks @U0JUMA & @U0KAPWA, see the page (https://example.org) <3',
        mentions: [{ id: 'U0JUMA' }],
        mentionsBot: true,
      },
    ]);
  });

  it('is the same message when Slack tells of it a second time as a mention', () => {
    expect(events(recorded.slackMention, 'slack')).toEqual(events(recorded.slackMessage, 'slack'));
  });

  it('is one of Messenger, by the id Facebook gave it', () => {
    expect(events(recorded.facebookMessage, 'facebook')).toMatchObject([
      { id: '24601:m_abc', message: 'm_abc', from: { id: '24601' }, text: 'Good morning' },
    ]);
  });

  it('is one of Webex, without the address in place of a name', () => {
    const [event] = events(recorded.webexMessage, 'webex');

    expect(event).toMatchObject({
      chat: { id: 'Y2lzY29zcGFyazovL1JPT00x', direct: false },
      mentions: [{ id: 'person-juma' }],
      mentionsBot: true,
    });
    expect(event).toHaveProperty('from', { id: 'person-amina' });
  });

  it('is one of Twilio, and always direct', () => {
    expect(events(recorded.twilioMessage, 'twilio-sms')).toMatchObject([
      {
        message: 'SM0123456789abcdef',
        chat: { id: '+254700000001', direct: true },
        text: 'Good morning',
      },
    ]);
  });

  it('is one of Google Chat, with the names people have there', () => {
    expect(events(recorded.hangoutsMessage, 'hangouts')).toMatchObject([
      {
        chat: { id: 'spaces/AAAA', direct: false, title: 'Area North' },
        from: { id: 'users/1', name: 'Amina Odhiambo' },
        mentions: [{ id: 'users/2', name: 'Juma' }],
      },
    ]);
  });

  it('is one of Teams, in the channel and not in the thread', () => {
    expect(events(recorded.teamsMessage, 'teams')).toMatchObject([
      {
        chat: { id: '19:north@thread.tacv2', direct: false, title: 'Area North' },
        from: { id: '29:amina', name: 'Amina Odhiambo' },
        text: 'Kapwa thanks Juma',
        mentions: [{ id: '29:juma', name: 'Juma' }],
        mentionsBot: true,
      },
    ]);
  });

  it('is one of a web page, new each time, as pages give no ids', () => {
    expect(events(recorded.webMessage, 'web')).toMatchObject([
      { id: 'visitor:new', message: 'new', chat: { id: 'visitor', direct: true } },
    ]);
  });

  it.each([
    ['slack', recorded.slackDirect, 'U0AMINA'],
    ['webex', recorded.webexDirect, 'person-amina'],
    [
      'hangouts',
      { ...recorded.hangoutsMessage, channelData: { space: { type: 'DM' } } },
      'users/1',
    ],
    [
      'teams',
      { ...recorded.teamsMessage, conversation: { id: 'a:1', conversationType: 'personal' } },
      '29:amina',
    ],
  ] as const)('is direct on %s where nobody else reads it', (platform, activity, id) => {
    expect(events(activity, platform)).toMatchObject([{ chat: { id, direct: true } }]);
  });

  it.each([
    ['slack', recorded.slackBot],
    ['facebook', recorded.facebookEcho],
    ['teams', { ...recorded.teamsMessage, from: { id: '28:kapwa' } }],
    ['bot-framework', { ...recorded.teamsMessage, from: { id: 'x', role: 'bot' } }],
  ] as const)('is none on %s where a bot wrote it', (platform, activity) => {
    expect(events(activity, platform)).toEqual([]);
  });

  it('does not come from the future', () => {
    const early = { ...recorded.webMessage, timestamp: new Date(at + 60_000) };

    expect(events(early, 'web')).toMatchObject([{ at: at + 1000 }]);
  });
});

describe('what else an adapter reports', () => {
  it('is that a message was changed, or taken away', () => {
    const { teamsMessage } = recorded;

    expect(events({ ...teamsMessage, type: 'messageUpdate' }, 'teams')).toMatchObject([
      { kind: 'message.edited', message: '1772352000000', text: 'Kapwa thanks Juma' },
    ]);
    expect(events({ ...teamsMessage, type: 'messageDelete' }, 'teams')).toMatchObject([
      { kind: 'message.deleted', message: '1772352000000' },
    ]);
  });

  it.each([
    ['teams', recorded.teamsJoin, 'member.joined', { id: '29:juma', name: 'Juma' }],
    ['slack', recorded.slackJoin, 'member.joined', { id: 'U0JUMA' }],
    ['webex', recorded.webexLeave, 'member.left', { id: 'person-juma', name: 'Juma' }],
  ] as const)(
    'is on %s who came and went, the bot left out',
    (platform, activity, kind, member) => {
      expect(events(activity, platform)).toMatchObject([{ kind, member }]);
    },
  );

  it('is nothing where the kit has no word for it', () => {
    expect(events({ ...recorded.webMessage, type: 'event' }, 'web')).toEqual([]);
    expect(events('hello', 'web')).toEqual([]);
    expect(events({ type: 'message', text: 'from nobody' }, 'web')).toEqual([]);
  });
});

describe('any activity at all', () => {
  const keys = fc.constantFrom(
    ...['type', 'id', 'text', 'from', 'recipient', 'conversation', 'channelData', 'entities'],
    ...['timestamp', 'membersAdded', 'replyToId', 'name', 'isGroup', 'mentioned', '__proto__'],
    ...['user', 'space', 'data', 'message', 'annotations', 'userMention', 'botkitEventType'],
  );
  const anything = fc.anything({ key: keys, maxDepth: 5, withDate: true, withNullPrototype: true });
  const recordings = fc.constantFrom(...Object.values(recorded));
  const spoiled = fc
    .tuple(recordings, keys, anything)
    .map(([activity, key, value]) => ({ ...activity, [key]: value }));
  const platform = fc.constantFrom(...(Object.keys(platforms) as PlatformName[]));

  it('is read without an error, into events the kit can keep', () => {
    fc.assert(
      fc.property(fc.oneof(spoiled, anything), platform, (activity, name) => {
        for (const event of events(activity, name)) {
          expect(event.id).not.toBe('');
          expect(Number.isFinite(event.at)).toBe(true);
          expect(JSON.parse(JSON.stringify(event))).toEqual(event);
          if ('from' in event) expect(event.from.id).not.toBe('');
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is taken for a turn without an error, and kept in a form that can be read back', async () => {
    const adapter = new PostedAdapter('An adapter of somebody');
    const bridge = botkitAdapter({ adapter });
    const { kit } = helpfulKit([bridge]);
    await kit.start();

    await fc.assert(
      fc.asyncProperty(fc.oneof(spoiled, anything), async (activity) => {
        await (await bridge.readTurn(activity)).kept;
      }),
    );
    await kit.stop();
  });

  it('means the same each time it is read', () => {
    fc.assert(
      fc.property(spoiled, platform, (activity, name) => {
        expect(events(activity, name)).toEqual(events(activity, name));
      }),
    );
  });
});
