import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../src/cloud/decode.js';
import {
  change,
  contact,
  message,
  phoneNumberId,
  sentAt,
  sentAtMs,
  webhook,
  webhookWith,
} from './samples.js';

const read = (json: unknown) => decode(json, { phoneNumberId });
const only = (json: unknown) => {
  const { events, skipped } = read(json);
  expect(skipped).toEqual([]);
  expect(events).toHaveLength(1);
  return events[0];
};

const amina = {
  id: '254700000001',
  name: 'Amina Otieno',
  aliases: ['KE.13491208655302741918'],
};

describe('decoding that somebody has other ids', () => {
  const system = (changed: object, more: object = {}) => {
    const { text: _, from_user_id: __, ...rest } = message();
    return webhook([change({ messages: [{ ...rest, type: 'system', system: changed, ...more }] })]);
  };

  it('tells of a new number and the new business-scoped id, as Meta does since August 2026', () => {
    const changed = {
      body: 'User Amina changed from 254700000001 to 254711111111',
      wa_id: '254711111111',
      user_id: 'KE.2',
      previous_user_id: 'KE.1',
      type: 'user_changed_number',
    };

    expect(only(system(changed))).toEqual({
      kind: 'account.moved',
      id: 'wamid.HBgLone',
      at: sentAtMs,
      adapter: 'whatsapp',
      account: { id: '254700000001', aliases: ['KE.1'] },
      to: { id: '254711111111', aliases: ['KE.2'] },
      numberGone: true,
    });
  });

  it.each([
    ['as it was told before', { wa_id: '254711111111', type: 'user_changed_number' }],
    ['with a number that is one', { wa_id: 254711111111, type: 'user_changed_number' }],
    ['by its older name', { new_wa_id: '254711111111', type: 'customer_changed_number' }],
  ])('reads a new number %s', (_, changed) => {
    expect(only(system({ body: 'changed', ...changed }))).toMatchObject({
      account: { id: '254700000001' },
      to: { id: '254711111111' },
    });
  });

  it('tells of a new business-scoped id where the number is hidden', () => {
    const changed = { user_id: 'KE.2', previous_user_id: 'KE.1', type: 'user_changed_user_id' };

    expect(only(system(changed, { from: undefined }))).toMatchObject({
      kind: 'account.moved',
      account: { id: 'KE.1' },
      to: { id: 'KE.2' },
      numberGone: true,
    });
  });

  it.each([
    ['does not say which', { type: 'user_changed_number' }],
    ['says the same', { wa_id: '254700000001', type: 'user_changed_number' }],
    ['is about keys only', { type: 'customer_identity_changed', wa_id: '254711111111' }],
  ])('makes nothing of a change that %s', (_, changed) => {
    expect(read(system(changed)).events).toEqual([]);
    expect(read(system(changed)).skipped).toHaveLength(1);
  });
});

describe('decoding a message', () => {
  it('tells who wrote what, where and when', () => {
    const event = only(webhookWith(message({ text: { body: 'Sheria ni zipi? 🙏' } })));

    expect(event).toEqual({
      kind: 'message.received',
      id: 'wamid.HBgLone',
      at: sentAtMs,
      adapter: 'whatsapp',
      chat: { id: '254700000001', direct: true },
      from: amina,
      message: 'wamid.HBgLone',
      text: 'Sheria ni zipi? 🙏',
      mentions: [],
    });
  });

  it('knows a person whose number is hidden by the id that is left', () => {
    const { from: _, ...hidden } = message();
    const { wa_id: __, ...nameless } = contact;
    const event = only(webhook([change({ contacts: [nameless], messages: [hidden] })]));

    expect(event).toMatchObject({
      chat: { id: 'KE.13491208655302741918', direct: true },
      from: { id: 'KE.13491208655302741918', name: 'Amina Otieno' },
    });
  });

  it('keeps a message in a group apart from a direct one', () => {
    const event = only(webhookWith(message({ group_id: 'Y2FwaV9ncm91cDo1' })));

    expect(event).toMatchObject({ chat: { id: 'Y2FwaV9ncm91cDo1', direct: false }, from: amina });
  });

  it.each([
    ['a button of a template', { type: 'button', button: { text: 'Yes', payload: 'y' } }, 'Yes'],
    [
      'a reply button',
      { type: 'interactive', interactive: { button_reply: { id: '1', title: 'Kiswahili' } } },
      'Kiswahili',
    ],
    [
      'a row of a list',
      { type: 'interactive', interactive: { list_reply: { id: '1', title: 'Pharmacy' } } },
      'Pharmacy',
    ],
    ['a filled-in form', { type: 'interactive', interactive: { nfm_reply: { name: 'f' } } }, ''],
  ])('takes a tap on %s as its words', (_, content, text) => {
    const { text: __, ...rest } = message();

    expect(only(webhookWith({ ...rest, ...content }))).toMatchObject({
      kind: 'message.received',
      text,
    });
  });

  it.each(['image', 'video', 'audio', 'document', 'sticker'])(
    'takes a %s with its caption',
    (type) => {
      const media = { id: 1234, mime_type: 'image/jpeg', caption: 'The new clinic' };

      expect(only(webhookWith(message({ type, [type]: media })))).toMatchObject({
        text: 'The new clinic',
        media: [{ type, id: '1234', mimeType: 'image/jpeg' }],
      });
    },
  );

  it.each(['location', 'contacts', 'order', 'unsupported', 'unknown'])(
    'takes a message of type %s as something without text',
    (type) => {
      const errors = [{ code: 131051, title: 'Message type unknown' }];

      expect(only(webhookWith(message({ type, errors })))).toMatchObject({
        kind: 'message.received',
        text: '',
        media: [{ type: 'other' }],
      });
    },
  );

  it('tells what was answered and how often it was forwarded', () => {
    const [answer, once, often] = read(
      webhookWith(
        message({ context: { id: 'wamid.before', from: '15550783881' } }),
        message({ id: 'wamid.2', context: { forwarded: true } }),
        message({ id: 'wamid.3', context: { frequently_forwarded: true } }),
      ),
    ).events;

    expect(answer).toMatchObject({ replyTo: 'wamid.before' });
    expect(answer).not.toHaveProperty('forwardingScore');
    expect(once).toMatchObject({ forwardingScore: 1 });
    expect(often).toMatchObject({ forwardingScore: 5 });
  });
});

describe('decoding what happens to a message', () => {
  it('tells a reaction and that it was taken back', () => {
    const reaction = { message_id: 'wamid.bot', emoji: '🙏' };
    const { events } = read(
      webhookWith(
        message({ type: 'reaction', reaction }),
        message({ id: 'wamid.2', type: 'reaction', reaction: { message_id: 'wamid.bot' } }),
      ),
    );

    expect(events).toMatchObject([
      { kind: 'reaction.added', message: 'wamid.bot', emoji: '🙏', from: amina },
      { kind: 'reaction.added', message: 'wamid.bot', emoji: '' },
    ]);
  });

  it('tells an edit and a deletion by the message they are about', () => {
    const edited = { type: 'text', text: { body: 'better' } };
    const { events } = read(
      webhookWith(
        message({ id: 'w.2', type: 'edit', edit: { original_message_id: 'w.1', message: edited } }),
        message({ id: 'w.3', type: 'revoke', revoke: { original_message_id: 'w.1' } }),
      ),
    );

    expect(events).toMatchObject([
      { kind: 'message.edited', id: 'w.2', message: 'w.1', text: 'better', from: amina },
      { kind: 'message.deleted', id: 'w.3', message: 'w.1', by: amina },
    ]);
  });

  it('tells what became of a message of the bot, each state once', () => {
    const status = { id: 'wamid.bot', timestamp: sentAt, recipient_id: '254700000001' };
    const errors = [{ code: 131047, title: 'Re-engagement message' }];
    const statuses = [
      { ...status, status: 'delivered' },
      { ...status, status: 'failed', errors },
      { ...status, status: 'sent', recipient_id: 'Y2Fw', recipient_type: 'group' },
    ];
    const { events } = read(webhook([change({ statuses })]));

    expect(events).toMatchObject([
      { kind: 'delivery.reported', id: 'wamid.bot:delivered', state: 'delivered' },
      { id: 'wamid.bot:failed', state: 'failed', reason: expect.stringContaining('24 hours') },
      { state: 'sent', chat: { id: 'Y2Fw', direct: false } },
    ]);
  });
});

describe('decoding reports about a group', () => {
  const group = (details: object) => ({
    group_id: 'Y2Fw',
    timestamp: sentAt,
    request_id: 'r',
    ...details,
  });
  const told = (details: object, field = 'group_participants_update') =>
    read(webhook([change({ groups: [group(details)] }, field)]));

  it('tells who came in', () => {
    const { events } = told({
      type: 'group_participants_add',
      added_participants: [{ input: 254700000001, wa_id: 254700000001 }, { user_id: 'KE.2' }],
    });

    expect(events).toMatchObject([
      {
        kind: 'member.joined',
        chat: { id: 'Y2Fw', direct: false },
        member: { id: '254700000001' },
      },
      { kind: 'member.joined', member: { id: 'KE.2' } },
    ]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(2);
  });

  it("tells who left, also where the type is wrong as in Meta's sample", () => {
    const { events } = told({
      type: 'group_create',
      removed_participants: [{ wa_id: 254700000001 }],
    });

    expect(events).toMatchObject([{ kind: 'member.left', member: { id: '254700000001' } }]);
  });

  it('tells that the business has made a group, or given it up', () => {
    const made = told({ type: 'group_create', subject: 'Nurses' }, 'group_lifecycle_update');
    const gone = told({ type: 'group_delete' }, 'group_lifecycle_update');

    expect(made.events).toMatchObject([
      { kind: 'group.reported', chat: { title: 'Nurses' }, botRole: 'owner' },
    ]);
    expect(gone.events[0]).not.toHaveProperty('botRole');
  });

  it('tells who asks to be let in', () => {
    const { events } = told({
      type: 'group_join_request_created',
      join_request_id: 'r1',
      wa_id: 254700000001,
    });

    expect(events).toMatchObject([{ kind: 'join.requested', member: { id: '254700000001' } }]);
  });

  it('tells who took that back', () => {
    const { events } = told({
      type: 'group_join_request_revoked',
      join_request_id: 'r1',
      wa_id: 254700000001,
    });

    expect(events).toMatchObject([{ kind: 'join.withdrawn', member: { id: '254700000001' } }]);
  });

  it('tells a new name, unless WhatsApp did not take it', () => {
    const changed = (took: boolean) =>
      told({ group_subject: { text: 'Nurses', update_successful: took } }, 'group_settings_update');

    expect(changed(true).events).toMatchObject([{ kind: 'group.changed', name: 'Nurses' }]);
    expect(changed(false).events).toEqual([]);
  });

  it('tells that there is a new picture, unless WhatsApp did not take it', () => {
    const changed = (took: object) =>
      told({ profile_picture: { mime_type: 'image/jpeg', ...took } }, 'group_settings_update');

    expect(changed({}).events).toMatchObject([{ kind: 'group.changed', picture: true }]);
    expect(changed({ update_successful: false }).events).toEqual([]);
  });

  it.each([
    ['group_suspend', true],
    ['group_suspend_cleared', false],
  ])('tells by %s whether WhatsApp has closed the group', (type, suspended) => {
    const { events } = told({ type, request_id: undefined }, 'group_status_update');

    expect(events).toMatchObject([{ kind: 'group.changed', suspended }]);
    expect(events[0]).not.toHaveProperty('byBot');
  });

  it('leaves out a status of tomorrow', () => {
    const { events, skipped } = told({ type: 'group_frozen' }, 'group_status_update');

    expect(events).toEqual([]);
    expect(skipped).toEqual(['a report about a group']);
  });
});

describe('decoding a whole webhook', () => {
  it('finds five messages in three entries', () => {
    const in1 = [1, 2, 3].map((n) => message({ id: `wamid.${n}` }));
    const { events } = read(
      webhook(
        [change({ contacts: [contact], messages: in1 })],
        [change({ contacts: [contact], messages: [message({ id: 'wamid.4' })] })],
        [change({ contacts: [contact], messages: [message({ id: 'wamid.5' })] })],
      ),
    );

    expect(events.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5].map((n) => `wamid.${n}`));
  });

  it.each([
    ['without an id', { id: undefined }],
    ['with a time that is none', { timestamp: 'soon' }],
    ['with a text that is a number', { text: { body: 7 } }],
    ['with a text of a megabyte', { text: { body: 'x'.repeat(1_000_000) } }],
    ['that is null', null],
  ])('loses only the one of 50 %s', (_, bad) => {
    const good = Array.from({ length: 49 }, (__, n) => message({ id: `wamid.${n}` }));
    const messages = [...good.slice(0, 20), bad && message(bad), ...good.slice(20)];
    const { events, skipped } = read(webhook([change({ contacts: [contact], messages })]));

    expect(events).toHaveLength(49);
    expect(skipped).toHaveLength(1);
  });

  it.each([
    ['changed keys', { type: 'system', system: { type: 'user_identity_changed', body: 'x' } }],
    ['an opened chat', { type: 'request_welcome' }],
    ['a type of tomorrow', { type: 'hologram' }],
  ])('says that it skipped %s, without its content', (_, content) => {
    const { text: __, ...rest } = message();
    const { events, skipped } = read(webhookWith({ ...rest, ...content }));

    expect(events).toEqual([]);
    expect(skipped).toEqual([expect.stringMatching(/^a message of type [a-z_() ]+$/)]);
  });

  it('leaves what another number of the same app was told', () => {
    const metadata = { phone_number_id: '999' };
    const { events, skipped } = read(webhook([change({ metadata, messages: [message()] })]));

    expect(events).toEqual([]);
    expect(skipped).toEqual(['a report for another phone number']);
  });

  it('never throws, whatever JSON comes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(read(json).events).toBeInstanceOf(Array);
      }),
    );
  });

  it('never throws, whatever stands where a message is expected', () => {
    const anyField = fc.oneof(fc.jsonValue(), fc.constant(sentAt), fc.constant('text'));
    const anyMessage = fc.dictionary(
      fc.constantFrom(
        ...Object.keys(message()),
        'reaction',
        'edit',
        'interactive',
        'image',
        'system',
      ),
      anyField,
    );
    fc.assert(
      fc.property(fc.array(anyMessage), fc.jsonValue(), (messages, contacts) => {
        const { events, skipped } = read(webhook([change({ contacts, messages })]));
        expect(events.length + skipped.length).toBe(Math.max(messages.length, 1));
      }),
    );
  });
});
