import { decryptPollVote, downloadMediaMessage, proto, type WAMessage } from 'baileys';
import { describe, expect, it } from 'vitest';
import { scene } from './scene.js';

describe('messages in a group', () => {
  it('brings what people write to the bot, with whom they mention', async () => {
    const { bot, number, ana, ben } = await scene();
    const group = ana.createGroup({ subject: 'Nurses', members: [number, ben] });

    ana.says(group, `Thank you ${ben.mention}!`, { mentions: [ben] });

    const { key, message, pushName } = await bot.message(`Thank you ${ben.mention}!`);
    expect(key).toMatchObject({
      remoteJid: group.id,
      participant: ana.lid,
      participantAlt: ana.numberJid,
      fromMe: false,
    });
    expect(pushName).toBe('Ana');
    expect(message?.extendedTextMessage?.contextInfo?.mentionedJid).toEqual([ben.lid]);
  });

  it('shows everybody what the bot writes, with whom it mentions', async () => {
    const { bot, number, ana, ben } = await scene();
    const cara = ana.createGroup({ subject: 'Others', members: [number] });
    const group = ana.createGroup({ subject: 'Nurses', members: [number, ben] });
    const text = `Well done ${ana.mention}`;

    await bot.socket.sendMessage(group.id, { text, mentions: [ana.lid] });

    const seen = await ben.phone.until(group, 'Well done');
    expect(seen).toMatchObject({ text, from: number, mentions: [ana], isDeleted: false });
    expect(await ana.phone.in(group)).toHaveLength(1);
    expect(await number.phone.in(group)).toHaveLength(1);
    expect(await ana.phone.in(cara)).toEqual([]);
  });

  it('reaches everybody in a crowd, and nobody who came later', async () => {
    const { bot, whatsapp, number, ana, ben } = await scene();
    const crowd = whatsapp.crowd(40);
    const group = ana.createGroup({ subject: 'All', members: [number, ...crowd] });

    await bot.socket.sendMessage(group.id, { text: 'to all of you' });
    await crowd[39]?.phone.until(group, 'to all of you');
    ana.adds(group, ben);
    await bot.socket.sendMessage(group.id, { text: 'welcome' });
    await ben.phone.until(group, 'welcome');

    const words = async (person = ben) => (await person.phone.in(group)).map(({ text }) => text);
    expect(await words(crowd[0])).toEqual(['to all of you', 'welcome']);
    expect(await words(ben)).toEqual(['welcome']);
  });

  it('carries replies, reactions, edits, deletions and pins of people', async () => {
    const { bot, whatsapp, number, ana, ben } = await scene();
    const group = ana.createGroup({ subject: 'Nurses', members: [number, ben] });
    const first = ben.says(group, 'meeting at 9');
    const reply = ana.replies(first, 'I come');
    ana.reacts(first, '👍');
    ben.edits(first, 'meeting at 10');
    ana.pins(first);
    ana.deletes(first);

    await whatsapp.settled();

    const [seen] = await ben.phone.in(group);
    expect(seen).toMatchObject({
      isEdited: true,
      isDeleted: true,
      deletedBy: ana,
      isPinned: true,
      reactions: [{ from: ana, emoji: '👍' }],
      text: '',
    });
    expect((await ben.phone.in(group))[1]).toMatchObject({ id: reply.id, replyTo: first.id });
    const [reaction] = bot.events('messages.reaction').flat();
    expect(reaction).toMatchObject({
      key: { id: first.id, participant: ben.lid, fromMe: false },
      reaction: { text: '👍', key: { participant: ana.lid } },
    });
    const updates = bot.events('messages.update').flat();
    expect(updates.map(({ key, update }) => [key.id, Object.keys(update)])).toEqual([
      [first.id, ['message', 'messageTimestamp']],
      [first.id, ['message', 'messageStubType', 'key']],
    ]);
    expect(updates[1]?.update.messageStubType).toBe(proto.WebMessageInfo.StubType.REVOKE);
  });

  it('shows replies, reactions, edits, deletions and pins of the bot', async () => {
    const { bot, number, ana, ben } = await scene();
    const group = ana.createGroup({ subject: 'Nurses', members: [ben], admins: [number] });
    ben.says(group, 'call me: 0700 000 000');
    const bens = await bot.message('call me: 0700 000 000');
    const own = (await bot.socket.sendMessage(
      group.id,
      { text: 'hello' },
      { quoted: bens },
    )) as WAMessage;

    await bot.socket.sendMessage(group.id, { react: { text: '👏', key: bens.key } });
    await bot.socket.sendMessage(group.id, { text: 'hello all', edit: own.key });
    await bot.socket.sendMessage(group.id, { pin: own.key, type: 1, time: 86400 });
    await bot.socket.sendMessage(group.id, { delete: bens.key });

    await ana.phone.until(group, ({ isDeleted }) => isDeleted);
    expect(await ana.phone.in(group)).toMatchObject([
      { from: ben, isDeleted: true, deletedBy: number, reactions: [{ from: number, emoji: '👏' }] },
      { from: number, text: 'hello all', isEdited: true, isPinned: true, replyTo: bens.key.id },
    ]);
  });

  it('does not let somebody delete the messages of others who is no admin', async () => {
    const { bot, number, ana, ben } = await scene();
    const group = ana.createGroup({ subject: 'Nurses', members: [number, ben] });
    const anas = ana.says(group, 'mine');
    const { key } = await bot.message('mine');

    await bot.socket.sendMessage(group.id, { delete: key });
    await bot.socket.sendMessage(group.id, { text: 'after' });
    await ana.phone.until(group, 'after');

    expect((await ana.phone.in(group))[0]).toMatchObject({ text: 'mine', isDeleted: false });
    expect(() => ben.deletes(anas)).toThrow('only as an admin');
  });

  it('counts the votes of people in a poll of the bot, sealed with its secret', async () => {
    const { bot, number, ana, ben } = await scene();
    const group = ana.createGroup({ subject: 'Nurses', members: [number, ben] });
    const sent = await bot.socket.sendMessage(group.id, {
      poll: { name: 'Which day?', values: ['Monday', 'Friday'], selectableCount: 1 },
    });
    const poll = await ana.phone.until(group, 'Which day?');

    await ana.votes(poll, 'Friday');

    const { messages } = await bot.event('messages.upsert', (upsert) =>
      upsert.messages.some(({ message }) => message?.pollUpdateMessage),
    );
    const vote = messages[0]?.message?.pollUpdateMessage?.vote;
    const { selectedOptions = [] } = decryptPollVote(vote ?? {}, {
      pollCreatorJid: number.lid,
      pollMsgId: sent?.key.id ?? '',
      pollEncKey: sent?.message?.messageContextInfo?.messageSecret ?? new Uint8Array(),
      voterJid: ana.lid,
    });
    expect(selectedOptions).toHaveLength(1);
    expect((await ben.phone.in(group))[0]?.poll?.options).toEqual([
      { text: 'Monday', voters: [] },
      { text: 'Friday', voters: [ana] },
    ]);
  });

  it('asks in a poll of somebody, whose votes others see', async () => {
    const { bot, number, ana, ben } = await scene();
    const group = ana.createGroup({ subject: 'Nurses', members: [number, ben] });

    const poll = ana.asks(group, 'Where?', ['Clinic', 'Hall'], 2);
    await ben.votes(poll, 'Clinic', 'Hall');

    const { messages } = await bot.event('messages.upsert', (upsert) =>
      upsert.messages.some(({ message }) => message?.pollCreationMessage),
    );
    expect(messages[0]?.message?.pollCreationMessage?.name).toBe('Where?');
    const [seen] = await ana.phone.in(group);
    expect(seen?.poll?.options.map(({ voters }) => voters)).toEqual([[ben], [ben]]);
  });

  it('tells the bot who has read what it wrote', async () => {
    const { bot, number, ana } = await scene({ emitOwnEvents: false });
    const group = ana.createGroup({ subject: 'Nurses', members: [number] });
    const sent = await bot.socket.sendMessage(group.id, { text: 'please read' });

    ana.reads(await ana.phone.until(group, 'please read'));

    const [receipt] = await bot.event('message-receipt.update');
    expect(receipt).toMatchObject({ key: { id: sent?.key.id }, receipt: { userJid: ana.lid } });
    expect(receipt?.receipt.readTimestamp).toBeGreaterThan(0);
  });

  it('says how long messages stay and how often they were passed on', async () => {
    const { bot, number, ana } = await scene();
    const group = ana.createGroup({ subject: 'Nurses', admins: [number] });

    await bot.socket.groupToggleEphemeral(group.id, 604_800);
    ana.says(group, 'please pass on', { forwarded: 5 });

    const { message } = await bot.message('please pass on');
    expect(message?.extendedTextMessage?.contextInfo).toMatchObject({
      expiration: 604_800,
      isForwarded: true,
      forwardingScore: 5,
    });
    expect((await ana.phone.in(group))[0]).toMatchObject({
      forwarded: 5,
      disappearsAfter: 604_800,
    });
  });
});

describe('files', () => {
  const bytes = Buffer.from('a photo of the clinic');

  it('brings a file with its caption to the bot', async () => {
    const { bot, number, ana } = await scene();
    const group = ana.createGroup({ subject: 'Nurses', members: [number] });

    ana.sends(group, { kind: 'image', bytes, mimetype: 'image/jpeg', caption: 'our clinic' });

    const { messages } = await bot.event('messages.upsert', (upsert) =>
      upsert.messages.some(({ message }) => message?.imageMessage),
    );
    const [message] = messages;
    expect(message?.message?.imageMessage?.caption).toBe('our clinic');
    expect(await downloadMediaMessage(message as WAMessage, 'buffer', {})).toEqual(bytes);
  });

  it('shows a file of the bot', async () => {
    const { bot, number, ana } = await scene();
    const group = ana.createGroup({ subject: 'Nurses', members: [number] });

    await bot.socket.sendMessage(group.id, {
      document: bytes,
      mimetype: 'text/plain',
      fileName: 'rota.txt',
      caption: 'the rota',
    });

    const { media } = await ana.phone.until(group, 'the rota');
    expect(media).toMatchObject({ kind: 'document', mimetype: 'text/plain', fileName: 'rota.txt' });
    expect(await media?.read()).toEqual(bytes);
  });
});

describe('messages between two', () => {
  it('brings what somebody writes to the bot, and the answer back', async () => {
    const { bot, number, ana } = await scene();

    ana.says(number, 'hello');
    const { key } = await bot.message('hello');
    await bot.socket.sendMessage(key.remoteJid ?? '', { text: 'hello Ana' });

    expect(key).toMatchObject({ remoteJid: ana.lid, remoteJidAlt: ana.numberJid, fromMe: false });
    await ana.phone.until(number, 'hello Ana');
    expect((await ana.phone.with(number)).map(({ text, from }) => [from, text])).toEqual([
      [ana, 'hello'],
      [number, 'hello Ana'],
    ]);
  });

  it('reaches somebody by number, and tells when it was delivered and read', async () => {
    const { bot, number, ana } = await scene();

    const { DELIVERY_ACK, READ } = proto.WebMessageInfo.Status;
    const sent = await bot.socket.sendMessage(ana.numberJid, { text: 'good morning' });
    const becomes = (status: number) =>
      bot.event('messages.update', (updates) =>
        updates.some(({ key, update }) => key.id === sent?.key.id && update.status === status),
      );

    await becomes(DELIVERY_ACK);
    ana.reads(await ana.phone.until(number, 'good morning'));
    await becomes(READ);

    expect(await bot.socket.onWhatsApp(ana.number, '+10000000000')).toEqual([
      { jid: ana.numberJid, exists: true },
    ]);
  });

  it('knows somebody who hides the number by the hidden id alone', async () => {
    const { whatsapp, bot, number } = await scene();
    const dia = whatsapp.person({ name: 'Dia', hidesNumber: true });

    dia.says(number, 'who are you?');

    const { key } = await bot.message('who are you?');
    expect(key.remoteJid).toBe(dia.lid);
    expect(key.remoteJidAlt).toBeUndefined();
  });

  it('tells the linked bot what its own phone writes', async () => {
    const { bot, number, ana } = await scene();

    number.says(ana, 'from my phone');

    const { key } = await bot.message('from my phone');
    expect(key).toMatchObject({ remoteJid: ana.lid, fromMe: true });
  });
});

describe('what cannot be read', () => {
  it('is asked for again by a phone that was set up anew', async () => {
    const { bot, number, ana, ben } = await scene();
    const group = ana.createGroup({ subject: 'Nurses', members: [number, ben] });
    await bot.socket.sendMessage(group.id, { text: 'one' });
    await ana.phone.until(group, 'one');

    ana.reinstalls();
    await bot.socket.sendMessage(group.id, { text: 'two' });

    expect(await ana.phone.until(group, 'two')).toMatchObject({ from: number });
  });

  it('is sealed once more for a bot that has lost its session with somebody', async () => {
    const { bot, number, ana } = await scene({ retryRequestDelayMs: 1 });
    ana.says(number, 'one');
    await bot.message('one');

    await bot.socket.signalRepository.deleteSession([ana.lid]);
    ana.says(number, 'two');

    expect((await bot.message('two')).key.remoteJid).toBe(ana.lid);
  });
});
