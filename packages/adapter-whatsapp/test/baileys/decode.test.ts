import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../src/baileys/decode.js';
import { renumberedMembers } from '../../src/baileys/renumbered-members.js';
import {
  alice,
  announcements,
  community,
  directKey,
  facts,
  group,
  groupKey,
  happened,
  me,
  message,
  read,
  sentAt,
  sentAtMs,
} from './samples.js';

const only = (json: unknown) => {
  const { events, skipped } = read(json);
  expect(skipped).toEqual([]);
  expect(events).toHaveLength(1);
  return events[0];
};

const said = (text: string) => ({ conversation: text });
const joana = JSON.stringify({
  id: '100000000000003@lid',
  phoneNumber: '639170000003@s.whatsapp.net',
  admin: null,
});
const bot = JSON.stringify({ id: me.lid, phoneNumber: me.id, admin: null });

describe('a message heard by a linked device', () => {
  it('tells who wrote what, where and when', () => {
    expect(only(message(said('Kumusta')))).toEqual({
      kind: 'message.received',
      id: `${group}/3EB0AAAA`,
      at: sentAtMs,
      adapter: 'whatsapp',
      chat: { id: group, direct: false },
      from: alice,
      message: '3EB0AAAA',
      text: 'Kumusta',
      mentions: [],
    });
  });

  it('tells whom it mentions, and the bot apart from people', () => {
    const text = 'Kumusta @100000000000001 and @100000000000003, salamat!';
    const contextInfo = { mentionedJid: [me.lid, '100000000000003@lid'] };

    expect(only(message({ extendedTextMessage: { text, contextInfo } }))).toMatchObject({
      text,
      mentions: [{ id: '100000000000003@lid' }],
      mentionsBot: true,
    });
  });

  it('in a direct chat belongs to the account of the other person', () => {
    expect(only(message(said('rules'), { key: directKey }))).toMatchObject({
      chat: { id: alice.id, direct: true },
      from: alice,
    });
  });

  it('from somebody whose hidden id is not told has the number as their id', () => {
    const key = { ...directKey, remoteJid: '639170000002@s.whatsapp.net', remoteJidAlt: undefined };

    expect(only(message(said('rules'), { key }))).toMatchObject({
      chat: { id: '639170000002', direct: true },
      from: { id: '639170000002', name: 'Alice' },
    });
  });

  it('does not change with the device it was written on', () => {
    const key = { ...groupKey, participant: '100000000000002:17@lid' };

    expect(only(message(said('Kumusta'), { key }))).toMatchObject({ from: alice });
  });

  it('says what it answers, how often it was forwarded and when it will disappear', () => {
    const contextInfo = {
      stanzaId: '3EB0ZZZZ',
      participant: me.lid,
      isForwarded: true,
      forwardingScore: 5,
      expiration: 604_800,
    };
    const inner = { extendedTextMessage: { text: 'so', contextInfo } };

    expect(only(message({ ephemeralMessage: { message: inner } }))).toMatchObject({
      replyTo: '3EB0ZZZZ',
      forwardingScore: 5,
      disappearsAfter: 604_800_000,
    });
  });

  it.each([
    ['a picture', { imageMessage: { caption: 'Look', mimetype: 'image/jpeg' } }, 'image', 'Look'],
    ['a voice note', { audioMessage: { mimetype: 'audio/ogg', ptt: true } }, 'audio', ''],
    [
      'a file with a caption',
      { documentWithCaptionMessage: { message: { documentMessage: { caption: 'Form' } } } },
      'document',
      'Form',
    ],
    ['a sticker', { stickerMessage: {} }, 'sticker', ''],
  ])('tells of %s by reference', (_, content, type, text) => {
    expect(only(message(content))).toMatchObject({
      text,
      media: [expect.objectContaining({ type, id: '3EB0AAAA' })],
    });
  });

  it('tells of a poll of a member by its question', () => {
    expect(only(message({ pollCreationMessageV3: { name: 'When?' } }))).toMatchObject({
      text: 'When?',
      media: [{ type: 'other' }],
    });
  });

  it('tells of a place and of contact cards', () => {
    const vcard =
      'BEGIN:VCARD\nFN:Nurse Grace\nTEL;type=CELL;waid=254700000009:+254 700 000 009\nEND';
    const place = { degreesLatitude: -1.29, degreesLongitude: 36.82, name: 'Clinic' };

    expect(only(message({ locationMessage: place }))).toMatchObject({
      location: { latitude: -1.29, longitude: 36.82, name: 'Clinic' },
    });
    expect(only(message({ contactMessage: { displayName: 'Nurse Grace', vcard } }))).toMatchObject({
      contacts: [{ name: 'Nurse Grace', phones: ['+254 700 000 009'] }],
    });
  });

  it('tells of a reaction, and of one taken back', () => {
    const reaction = (text: string) =>
      message({ reactionMessage: { key: { id: '3EB0ZZZZ', fromMe: true }, text } });

    expect(only(reaction('👍'))).toMatchObject({
      kind: 'reaction.added',
      message: '3EB0ZZZZ',
      emoji: '👍',
    });
    expect(only(reaction(''))).toMatchObject({ kind: 'reaction.added', emoji: '' });
  });

  it('tells of a change and of a deletion by the message they are about', () => {
    const key = { id: '3EB0ZZZZ', fromMe: true };
    const edit = { type: 14, key, editedMessage: said('better') };

    expect(only(message({ protocolMessage: edit }))).toMatchObject({
      kind: 'message.edited',
      message: '3EB0ZZZZ',
      text: 'better',
      from: alice,
    });
    expect(only(message({ protocolMessage: { type: 0, key } }))).toMatchObject({
      kind: 'message.deleted',
      message: '3EB0ZZZZ',
      by: alice,
    });
  });

  it('tells of a vote whose lock the socket has opened, and of no other', () => {
    const vote = { pollUpdateMessage: { pollCreationMessageKey: { id: '3EB0POLL' } } };

    expect(only(message(vote, { choices: [0, 2] }))).toMatchObject({
      kind: 'poll.voted',
      message: '3EB0POLL',
      choices: [0, 2],
    });
    expect(read(message(vote)).events).toEqual([]);
  });

  it.each([
    ['its own', message(said('hello'), { key: { ...groupKey, fromMe: true } })],
    [
      'its own from another device',
      message(said('hello'), { key: { ...groupKey, participant: me.lid } }),
    ],
    ['a status', message(said('hello'), { key: { ...groupKey, remoteJid: 'status@broadcast' } })],
    ['a channel', message(said('hello'), { key: { remoteJid: '1@newsletter', id: 'a' } })],
    ['keys alone', message({ senderKeyDistributionMessage: {} })],
    ['history', message({ protocolMessage: { type: 5, key: { id: 'a' } } })],
  ])('is left out where it is %s', (_, json) => {
    const { events, skipped } = read(json);

    expect(events).toEqual([]);
    expect(skipped).toHaveLength(1);
  });

  it('of long ago keeps its own time, so that it counts by its age', () => {
    const threeDays = 3 * 24 * 60 * 60;

    expect(only(message(said('hi'), { messageTimestamp: sentAt - threeDays }))).toMatchObject({
      at: sentAtMs - threeDays * 1000,
    });
  });
});

describe('what happens in a group', () => {
  it.each<[string, number, string, { by?: object; role?: string }]>([
    ['somebody was added', 27, 'member.joined', { by: alice }],
    ['somebody came in by themselves', 31, 'member.joined', {}],
    ['somebody was removed', 28, 'member.left', { by: alice }],
    ['somebody became an admin', 29, 'role.changed', { role: 'admin', by: alice }],
    ['somebody is no admin any more', 30, 'role.changed', { role: 'member' }],
  ])('is told: %s', (_, type, kind, rest) => {
    expect(only(happened(type, joana))).toMatchObject({
      kind,
      chat: { id: group, direct: false },
      at: sentAtMs,
      member: { id: '100000000000003@lid', aliases: ['639170000003'] },
      ...(rest.by && { by: { id: alice.id } }),
      ...('role' in rest && { role: rest.role }),
    });
  });

  it('names nobody as the cause where somebody left by themselves', () => {
    const herself = JSON.stringify({ id: alice.id });
    const event = only(happened(32, herself));

    expect(event).toMatchObject({ kind: 'member.left', member: { id: alice.id } });
    expect(event).not.toHaveProperty('by');
  });

  it('tells of several people one by one, each with an id of their own', () => {
    const { events } = read(happened(27, joana, JSON.stringify({ id: '100000000000004@lid' })));

    expect(new Set(events.map(({ id }) => id)).size).toBe(2);
  });

  it.each([
    ['only admins may write', 26, ['on'], { posting: 'admins' }],
    ['everybody may write', 26, ['off'], { posting: 'everyone' }],
    ['only admins may edit it', 25, ['on'], { editing: 'admins' }],
    ['everybody may edit it', 25, ['off'], { editing: 'everyone' }],
    ['only admins may add people', 171, ['admin_add'], { adding: 'admins' }],
    ['everybody may add people', 171, ['all_member_add'], { adding: 'everyone' }],
    ['it has a new name', 21, ['Managers'], { name: 'Managers' }],
    ['it has a new description', 24, ['For managers'], { description: 'For managers' }],
    ['it has no description any more', 24, [], { description: '' }],
    ['admins have to let people in', 145, ['on'], { approval: true }],
    ['its invite link was made anew', 23, ['AbC'], { linkReset: true }],
  ])('is told: %s', (_, type, parameters, change) => {
    expect(only(happened(type, ...parameters))).toMatchObject({
      kind: 'group.changed',
      by: { id: alice.id },
      ...change,
    });
  });

  it('is told: messages disappear after a week', () => {
    const setting = { protocolMessage: { type: 3, ephemeralExpiration: 604_800 } };

    expect(only(message(setting))).toMatchObject({
      kind: 'group.changed',
      disappearing: 604_800_000,
      by: alice,
    });
  });

  it('is the doing of nobody where the bot itself changed a setting', () => {
    const own = { ...happened(26, 'on'), key: { ...groupKey, fromMe: true, participant: me.lid } };
    const event = only(own);

    expect(event).toMatchObject({ kind: 'group.changed', posting: 'admins', byBot: true });
    expect(event).not.toHaveProperty('by');
  });

  it('asks anew how the group stands when the bot came in or got another role', () => {
    expect(read(happened(27, bot))).toMatchObject({ events: [], refresh: [group] });
    expect(read(happened(29, bot))).toMatchObject({ events: [], refresh: [group] });
  });

  it('tells that the bot is out of the group', () => {
    const event = only(happened(28, bot));

    expect(event).toMatchObject({ kind: 'group.reported', chat: { id: group }, members: [] });
    expect(event).not.toHaveProperty('botRole');
  });

  it('tells who asks to come in; into a community, in its announcement group', () => {
    const who = JSON.stringify({ lid: '100000000000003@lid', pn: '639170000003@s.whatsapp.net' });
    const request = happened(172, who, 'created', 'invite_link');

    expect(only(request)).toMatchObject({
      kind: 'join.requested',
      chat: { id: group },
      member: { id: '100000000000003@lid', aliases: ['639170000003'] },
    });
    expect(only({ ...request, key: { ...groupKey, remoteJid: community } })).toMatchObject({
      chat: { id: announcements },
    });
  });

  it('tells who does not ask any more: they took it back, or an admin declined', () => {
    const who = JSON.stringify({ lid: '100000000000003@lid', pn: '639170000003@s.whatsapp.net' });
    const own = {
      ...happened(172, who, 'revoked'),
      key: { ...groupKey, participant: '100000000000003@lid' },
    };

    expect(only(own)).toMatchObject({
      kind: 'join.withdrawn',
      member: { id: '100000000000003@lid' },
    });
    expect(only(own)).not.toHaveProperty('by');
    expect(only(happened(172, who, 'rejected'))).toMatchObject({
      kind: 'join.withdrawn',
      by: { id: alice.id },
    });
  });

  it('reads who waits to be let in, by the same ids each time', () => {
    const requests = [
      {
        jid: '100000000000003@lid',
        phone_number: '639170000003@s.whatsapp.net',
        request_time: '1700',
      },
      { nobody: true },
    ];
    const listed = (jid: string) => decode([{ kind: 'requests', group: jid, requests }], facts());
    const [waiting] = listed(group).waiting;

    expect(waiting).toMatchObject({
      chat: group,
      requests: [
        {
          kind: 'join.requested',
          at: 1_700_000,
          member: { id: '100000000000003@lid', aliases: ['639170000003'] },
        },
      ],
    });
    expect(listed(group).waiting).toEqual([waiting]);
    expect(listed(group).skipped).toHaveLength(1);
    expect(listed(community).waiting).toMatchObject([{ chat: announcements }]);
  });

  it('tells that it was put under a community or taken out of it', () => {
    const notice = (tag: string, type: Readonly<Record<string, string>>, from: string) => ({
      tag: 'notification',
      attrs: { id: 'n1', from, type: 'w:gp2', t: String(sentAt), participant: alice.id },
      content: [{ tag, attrs: type, content: [{ tag: 'group', attrs: { jid: group } }] }],
    });
    const told = (node: unknown) => decode([{ kind: 'notice', node }], facts()).events;

    expect(told(notice('link', { link_type: 'sub_group' }, community))).toMatchObject([
      { kind: 'group.changed', chat: { id: group }, linked: true, by: { id: alice.id } },
    ]);
    expect(told(notice('unlink', { unlink_type: 'parent_group' }, group))).toMatchObject([
      { kind: 'group.changed', chat: { id: group }, linked: false },
    ]);
    expect(told(notice('link', { link_type: 'sibling_group' }, group))).toEqual([]);
  });
});

describe('how a group stands', () => {
  const metadata = {
    id: group,
    subject: 'Managers',
    desc: 'For managers',
    announce: true,
    restrict: true,
    memberAddMode: true,
    joinApprovalMode: true,
    ephemeralDuration: 86_400,
    linkedParent: community,
    participants: [
      { id: me.lid, phoneNumber: me.id, admin: 'admin' },
      { id: alice.id, phoneNumber: '639170000002@s.whatsapp.net', admin: 'superadmin' },
      { id: '100000000000003@lid', admin: null },
      { nobody: true },
    ],
  };
  const told = (raw: unknown) => decode([{ kind: 'group', group: raw }], facts()).events;

  it('is told with its settings, the role of the bot and its members', () => {
    expect(told(metadata)).toMatchObject([
      {
        kind: 'group.reported',
        chat: { id: group, direct: false, title: 'Managers' },
        name: 'Managers',
        description: 'For managers',
        posting: 'admins',
        editing: 'admins',
        adding: 'everyone',
        approval: true,
        disappearing: 86_400_000,
        linked: true,
        botRole: 'admin',
        members: [
          { account: { id: alice.id, aliases: ['639170000002'] }, role: 'owner' },
          { account: { id: '100000000000003@lid' }, role: 'member' },
        ],
      },
    ]);
  });

  it('is not told of a community itself, for which its announcement group stands', () => {
    expect(told({ ...metadata, isCommunity: true })).toEqual([]);
  });
});

describe('receipts', () => {
  const told = (receipt: unknown) => decode([{ kind: 'receipt', receipt }], facts()).events;
  const receipt = (remoteJid: string, status: number) => ({
    key: { remoteJid, id: '3EB0OWN', fromMe: true },
    update: { status, messageStubParameters: status === 0 ? ['463'] : undefined },
  });

  it('tell how far a direct message came, and why it did not', () => {
    expect(told(receipt(alice.id, 4))).toMatchObject([
      { kind: 'delivery.reported', message: '3EB0OWN', state: 'read' },
    ]);
    expect(told(receipt(alice.id, 0))).toMatchObject([
      { state: 'failed', reason: expect.stringContaining('463') },
    ]);
  });

  it('of a group are left out: there is one for every member', () => {
    expect(told(receipt(group, 4))).toEqual([]);
  });
});

describe('somebody with another number', () => {
  const notice = (attrs: object) => ({
    tag: 'notification',
    attrs: { id: 'n1', from: 's.whatsapp.net', type: 'contacts', t: String(sentAt) },
    content: [{ tag: 'modify', attrs }],
  });
  const told = (attrs: object) => decode([{ kind: 'notice', node: notice(attrs) }], facts());

  it('is told of by the address book of the phone, with hidden ids where WhatsApp gives them', () => {
    const numbers = { old: '639170000002@s.whatsapp.net', new: '639179999999@s.whatsapp.net' };
    const lids = { old_lid: '100000000000002@lid', new_lid: '100000000000077@lid' };

    expect(told(numbers).events).toMatchObject([
      { kind: 'account.moved', account: { id: '639170000002' }, to: { id: '639179999999' } },
    ]);
    expect(told({ ...numbers, ...lids }).events).toEqual([
      {
        kind: 'account.moved',
        id: 'contact/n1/0',
        at: sentAtMs,
        adapter: 'whatsapp',
        account: { id: '100000000000002@lid', aliases: ['639170000002'] },
        to: { id: '100000000000077@lid', aliases: ['639179999999'] },
        numberGone: true,
      },
    ]);
    const sameLid = { ...numbers, old_lid: lids.old_lid, new_lid: lids.old_lid };
    expect(told(sameLid).events).toMatchObject([
      { account: { id: '639170000002' }, to: { id: '100000000000002@lid' } },
    ]);
  });

  it('is not the bot itself, and nothing comes of half a report', () => {
    expect(told({ old: me.id, new: '639179999999@s.whatsapp.net' }).events).toEqual([]);
    expect(told({ old: '639170000002@s.whatsapp.net' }).events).toEqual([]);
  });

  it('is told of by a group, which is then asked who of the two is in it', () => {
    const { events, refresh, renumbered } = read(happened(33, '100000000000077@lid'));

    expect(events).toEqual([]);
    expect(refresh).toEqual([group]);
    expect(renumbered).toMatchObject([
      {
        chat: group,
        at: sentAtMs,
        accounts: [{ id: alice.id, aliases: alice.aliases }, { id: '100000000000077@lid' }],
      },
    ]);
  });

  it('has the number that is in the group now', () => {
    const moves = renumberedMembers();
    moves.add(read(happened(33, '100000000000077@lid')).renumbered);
    const member = { id: '100000000000077@lid', aliases: ['639179999999'] };
    const report = {
      kind: 'group.reported' as const,
      id: 'report',
      at: sentAtMs,
      adapter: 'whatsapp',
      chat: { id: group, direct: false },
      members: [{ account: member, role: 'member' as const }],
    };

    expect(moves.withMoves([report])).toMatchObject({
      events: [{ kind: 'account.moved', account: { id: alice.id }, to: member }],
      again: [group],
    });
    expect(moves.withMoves([report])).toEqual({ events: [report], again: [] });
    moves.add(read(happened(33, '100000000000077@lid')).renumbered);
    const nobody = { ...report, members: [] };
    expect(moves.withMoves([nobody])).toEqual({ events: [nobody], again: [] });
  });
});

describe('whatever comes', () => {
  const anything = fc.anything({ withBigInt: true, withDate: true, withTypedArray: true });

  it('never ends the bot', () => {
    fc.assert(
      fc.property(
        anything,
        fc.constantFrom('message', 'group', 'notice', 'receipt'),
        (raw, kind) => {
          const news = { kind, message: raw, group: raw, node: raw, receipt: raw } as never;

          expect(decode([news], facts()).events).toEqual([]);
        },
      ),
    );
  });

  it('never ends the bot where only a part of it is broken', () => {
    const broken = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, '', 'x'.repeat(70_000), 7, -1, Number.NaN, [], {}, group, 'a@lid'),
        fc.anything(),
        fc.dictionary(
          fc.constantFrom(
            'conversation',
            'message',
            'ephemeralMessage',
            'extendedTextMessage',
            'text',
            'key',
            'contextInfo',
            'mentionedJid',
            'protocolMessage',
            'type',
            'reactionMessage',
            'id',
            'pollUpdateMessage',
            'imageMessage',
            'caption',
            '__proto__',
          ),
          tie('value'),
        ),
      ),
    })).value;

    fc.assert(
      fc.property(
        broken,
        fc.integer({ min: 0, max: 250 }),
        fc.array(fc.string()),
        (part, type, parameters) => {
          for (const json of [
            message(part),
            message({ extendedTextMessage: part, protocolMessage: part }),
            { ...message({ conversation: 'a' }), messageTimestamp: part, pushName: part },
            { ...happened(type), messageStubParameters: [JSON.stringify(part), ...parameters] },
          ]) {
            for (const event of read(json).events) {
              expect(event.id).not.toBe('');
              expect(Number.isFinite(event.at)).toBe(true);
            }
          }
        },
      ),
    );
  });

  it('that nests deeper than messages do is left out', () => {
    let nested: unknown = { conversation: 'deep' };
    for (let depth = 0; depth < 2_000; depth += 1)
      nested = { ephemeralMessage: { message: nested } };

    expect(read(message(nested)).events).toEqual([]);
  });
});
