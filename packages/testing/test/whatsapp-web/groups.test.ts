import { describe, expect, it } from 'vitest';
import { scene } from './scene.js';

/** The code with which a query was refused. */
async function refusalOf(query: Promise<unknown>): Promise<unknown> {
  try {
    await query;
    return undefined;
  } catch (error) {
    return (error as { readonly data?: unknown }).data;
  }
}

describe('a group, asked for by the bot', () => {
  it('is described with everybody in it and their rank', async () => {
    const { whatsapp, bot, number, ana, ben } = await scene();
    const dia = whatsapp.person({ name: 'Dia', hidesNumber: true });
    const group = ana.createGroup({
      subject: 'Nurses',
      description: 'For nurses',
      members: [number, dia],
      admins: [ben],
    });

    const metadata = await bot.socket.groupMetadata(group.id);

    expect(metadata).toMatchObject({
      id: group.id,
      subject: 'Nurses',
      desc: 'For nurses',
      owner: ana.lid,
      addressingMode: 'lid',
      announce: false,
      restrict: false,
      joinApprovalMode: false,
      isCommunity: false,
    });
    expect(metadata.participants).toEqual([
      expect.objectContaining({ id: ana.lid, phoneNumber: ana.numberJid, admin: 'superadmin' }),
      expect.objectContaining({ id: number.lid, admin: null }),
      expect.objectContaining({ id: dia.lid, phoneNumber: undefined, admin: null }),
      expect.objectContaining({ id: ben.lid, admin: 'admin' }),
    ]);
  });

  it('goes by phone numbers where it still does', async () => {
    const { bot, number, ana } = await scene();
    const group = ana.createGroup({ subject: 'Old', members: [number], addressing: 'pn' });
    ana.says(group, 'still here');

    const { key } = await bot.message('still here');
    const { participants } = await bot.socket.groupMetadata(group.id);

    expect(key).toMatchObject({ participant: ana.numberJid, participantAlt: ana.lid });
    expect(participants[0]).toMatchObject({ id: ana.numberJid, lid: ana.lid });
    await bot.socket.sendMessage(group.id, { text: 'me too' });
    expect(await ana.phone.until(group, 'me too')).toMatchObject({ from: number });
  });

  it('is told of among all the groups the bot is in, and no others', async () => {
    const { bot, number, ana, ben } = await scene();
    const mine = ana.createGroup({ subject: 'Mine', members: [number] });
    const other = ana.createGroup({ subject: 'Not mine', members: [ben] });

    expect(Object.keys(await bot.socket.groupFetchAllParticipating())).toEqual([mine.id]);
    expect(await refusalOf(bot.socket.groupMetadata(other.id))).toBe(403);
    expect(await refusalOf(bot.socket.groupMetadata('1@g.us'))).toBe(404);
  });
});

describe('what an admin bot does', () => {
  it('makes a group, changes everything about it and leaves', async () => {
    const { bot, whatsapp, ana, ben, number } = await scene();
    const { socket } = bot;

    const { id } = await socket.groupCreate('New', [ana.lid, ben.numberJid]);
    await socket.groupUpdateSubject(id, 'Renamed');
    await socket.groupUpdateDescription(id, 'what it is for');
    await socket.groupSettingUpdate(id, 'announcement');
    await socket.groupSettingUpdate(id, 'locked');
    await socket.groupToggleEphemeral(id, 86_400);
    await socket.groupMemberAddMode(id, 'all_member_add');
    await socket.groupJoinApprovalMode(id, 'on');

    const group = whatsapp.group(id);
    expect(group).toMatchObject({ subject: 'Renamed', description: 'what it is for' });
    expect(group.members).toEqual([number, ana, ben]);
    expect(group.settings).toEqual({
      announce: true,
      locked: true,
      ephemeral: 86_400,
      memberAddMode: 'all_member_add',
      joinApproval: true,
    });
    await socket.groupLeave(id);
    expect(group.roleOf(number)).toBeUndefined();
  });

  it('adds, removes, promotes and demotes, with a code for each person', async () => {
    const { bot, whatsapp, number, ana, ben } = await scene();
    const [cleo, dia] = [whatsapp.person({ name: 'Cleo' }), whatsapp.person({ name: 'Dia' })];
    dia.refusesBeingAdded();
    const group = ana.createGroup({ subject: 'Nurses', members: [ben], admins: [number] });
    ben.leaves(group);
    const update = async (action: 'add' | 'remove' | 'promote' | 'demote', ...jids: string[]) =>
      (await bot.socket.groupParticipantsUpdate(group.id, jids, action)).map(
        ({ status }) => status,
      );

    expect(await update('add', cleo.lid, ana.lid, dia.lid, ben.lid)).toEqual([
      '200',
      '409',
      '403',
      '408',
    ]);
    expect(await update('promote', cleo.lid, ben.lid)).toEqual(['200', '404']);
    expect(group.roleOf(cleo)).toBe('admin');
    expect(await update('demote', cleo.lid, ana.lid)).toEqual(['200', '406']);
    expect(await update('remove', cleo.lid, ben.lid)).toEqual(['200', '404']);
    expect(group.members).toEqual([ana, number]);
  });

  it('gets an invitation for whom it may not add, who can follow it', async () => {
    const { bot, whatsapp, number, ana } = await scene();
    const dia = whatsapp.person({ name: 'Dia', refusesBeingAdded: true });
    const group = ana.createGroup({ subject: 'Nurses', admins: [number] });

    const [answer] = await bot.socket.groupParticipantsUpdate(group.id, [dia.lid], 'add');
    const request = answer?.content.content;
    const invite = Array.isArray(request) ? request[0]?.attrs : undefined;
    await bot.socket.sendMessage(dia.lid, {
      groupInvite: {
        jid: group.id,
        subject: 'Nurses',
        text: 'please come',
        inviteCode: invite?.code ?? '',
        inviteExpiration: Number(invite?.expiration),
      },
    });
    const seen = await dia.phone.until(number, 'please come');
    if (seen.invite) dia.accepts(seen.invite);

    expect(group.roleOf(dia)).toBe('member');
  });

  it('reads and resets the invite link; the old one is gone', async () => {
    const { bot, number, ana, ben } = await scene();
    const group = ana.createGroup({ subject: 'Nurses', admins: [number] });

    const first = await bot.socket.groupInviteCode(group.id);
    const second = await bot.socket.groupRevokeInvite(group.id);
    ben.joins(group);

    expect(first).not.toBe(second);
    expect(second).toBe(group.inviteCode);
    expect(await refusalOf(bot.socket.groupGetInviteInfo(first ?? ''))).toBe(410);
    expect(await refusalOf(bot.socket.groupGetInviteInfo('nothing'))).toBe(406);
    expect((await bot.socket.groupGetInviteInfo(second ?? '')).id).toBe(group.id);
    expect(group.roleOf(ben)).toBe('member');
  });

  it('comes into a group by its link', async () => {
    const { bot, number, ana } = await scene();
    const group = ana.createGroup({ subject: 'Nurses' });

    expect(await bot.socket.groupAcceptInvite(group.inviteCode)).toBe(group.id);

    expect(group.roleOf(number)).toBe('member');
  });

  it('lists and decides requests to join', async () => {
    const { bot, whatsapp, number, ana, ben } = await scene();
    const cleo = whatsapp.person({ name: 'Cleo' });
    const group = ana.createGroup({ subject: 'Nurses', admins: [number] });
    ana.sets(group, { joinApproval: true });
    ben.joins(group);
    cleo.joins(group);

    const requests = await bot.socket.groupRequestParticipantsList(group.id);
    const approved = await bot.socket.groupRequestParticipantsUpdate(
      group.id,
      [ben.lid],
      'approve',
    );
    const rejected = await bot.socket.groupRequestParticipantsUpdate(
      group.id,
      [cleo.lid],
      'reject',
    );

    expect(requests).toMatchObject([
      { jid: ben.lid, request_method: 'invite_link' },
      { jid: cleo.lid, request_method: 'invite_link' },
    ]);
    expect([approved, rejected]).toEqual([
      [{ status: '200', jid: ben.lid }],
      [{ status: '200', jid: cleo.lid }],
    ]);
    expect(group.members).toEqual([ana, number, ben]);
    expect(group.requests).toEqual([]);
  });
});

describe('what a bot that is no admin is refused', () => {
  it('is 403 for changes and 401 for the link', async () => {
    const { bot, number, ana, ben } = await scene();
    const { socket } = bot;
    const group = ana.createGroup({ subject: 'Nurses', members: [number, ben] });
    ana.sets(group, { locked: true });

    const refusals = await Promise.all(
      [
        socket.groupSettingUpdate(group.id, 'announcement'),
        socket.groupParticipantsUpdate(group.id, [ben.lid], 'remove'),
        socket.groupUpdateSubject(group.id, 'Mine now'),
        socket.groupRequestParticipantsList(group.id),
        socket.groupRevokeInvite(group.id),
        socket.groupInviteCode(group.id),
      ].map(refusalOf),
    );

    expect(refusals).toEqual([403, 403, 403, 403, 401, 401]);
    expect(group.subject).toBe('Nurses');
  });

  it('is to write where only admins can', async () => {
    const { bot, number, ana } = await scene({ emitOwnEvents: false });
    const group = ana.createGroup({ subject: 'News', members: [number] });
    ana.sets(group, { announce: true });

    const sent = await bot.socket.sendMessage(group.id, { text: 'me too' });

    const [update] = await bot.event(
      'messages.update',
      ([first]) => first?.key.id === sent?.key.id,
    );
    expect(update?.update.messageStubParameters).toEqual(['420']);
    expect(await ana.phone.in(group)).toEqual([]);
  });
});

describe('what others do', () => {
  it('is told to the bot as the events of baileys', async () => {
    const { bot, whatsapp, number, ana, ben } = await scene();
    const cleo = whatsapp.person({ name: 'Cleo' });
    const group = ana.createGroup({ subject: 'Nurses', admins: [number] });
    ana.adds(group, ben);
    ana.promotes(group, ben);
    ana.demotes(group, ben);
    ana.removes(group, ben);
    cleo.joins(group);
    cleo.leaves(group);

    await whatsapp.settled();

    const told = bot
      .events('group-participants.update')
      .map(({ action, author, participants }) => [action, author, participants[0]?.id]);
    expect(told).toEqual([
      ['promote', ana.lid, number.lid],
      ['add', ana.lid, ben.lid],
      ['promote', ana.lid, ben.lid],
      ['demote', ana.lid, ben.lid],
      ['remove', ana.lid, ben.lid],
      ['add', cleo.lid, cleo.lid],
      ['remove', cleo.lid, cleo.lid],
    ]);
    expect(bot.events('groups.upsert').flat()).toMatchObject([
      { id: group.id, subject: 'Nurses', author: ana.lid },
    ]);
  });

  it('is told for every setting', async () => {
    const { bot, whatsapp, number, ana } = await scene();
    const group = ana.createGroup({ subject: 'Nurses', members: [number] });
    const changes = [
      () => ana.renames(group, 'All nurses'),
      () => ana.describes(group, 'for all'),
      () => ana.sets(group, { announce: true }),
      () => ana.sets(group, { locked: true }),
      () => ana.sets(group, { memberAddMode: 'all_member_add' }),
      () => ana.sets(group, { joinApproval: true }),
      () => ana.resetsInvite(group),
      () => ana.sets(group, { announce: false }),
    ];
    for (const change of changes) {
      change();
      // Of several updates that come at once baileys tells the first (event-buffer.js).
      await whatsapp.settled();
    }

    const told = bot.events('groups.update').flat();
    expect(told.map(({ id, author, authorPn, authorUsername, ...rest }) => rest)).toEqual([
      { subject: 'All nurses' },
      { desc: 'for all' },
      { announce: true },
      { restrict: true },
      { memberAddMode: true },
      { joinApprovalMode: true },
      { inviteCode: group.inviteCode },
      { announce: false },
    ]);
    expect(new Set(told.map(({ author }) => author))).toEqual(new Set([ana.lid]));
  });

  it('is told when somebody asks to join, takes it back or is rejected, to admins alone', async () => {
    const { bot, whatsapp, number, ana, ben } = await scene();
    const cleo = whatsapp.person({ name: 'Cleo' });
    const open = ana.createGroup({ subject: 'Others', members: [number] });
    const group = ana.createGroup({ subject: 'Nurses', admins: [number] });
    for (const each of [open, group]) ana.sets(each, { joinApproval: true });
    ben.joins(open);
    ben.joins(group);
    ben.withdraws(group);
    cleo.joins(group);
    ana.rejects(group, cleo);

    await whatsapp.settled();

    const told = bot
      .events('group.join-request')
      .map(({ id, action, participant, method }) => [id, action, participant, method]);
    expect(told).toEqual([
      [group.id, 'created', ben.lid, 'invite_link'],
      [group.id, 'revoked', ben.lid, undefined],
      [group.id, 'created', cleo.lid, 'invite_link'],
      [group.id, 'rejected', cleo.lid, undefined],
    ]);
  });

  it('tells the bot that it was taken out, and nothing more after that', async () => {
    const { bot, whatsapp, number, ana } = await scene();
    const group = ana.createGroup({ subject: 'Nurses', members: [number] });
    ana.removes(group, number);
    ana.renames(group, 'Without the bot');
    ana.says(group, 'we are alone');

    await whatsapp.settled();

    expect(bot.events('group-participants.update').at(-1)).toMatchObject({
      action: 'remove',
      participants: [{ id: number.lid }],
    });
    expect(bot.events('groups.update')).toEqual([]);
    expect(bot.words()).toEqual([]);
  });

  it('throws what WhatsApp does not let them do', async () => {
    const { ana, ben, number } = await scene();
    const group = ana.createGroup({ subject: 'Nurses', members: [ben] });
    ana.sets(group, { announce: true });

    expect(() => ben.promotes(group, ben)).toThrow('403 forbidden');
    expect(() => ben.says(group, 'hello')).toThrow('Only admins can send');
    expect(() => number.says(group, 'hello')).toThrow('not in the group');
    expect(() => ana.adds(group, ben)).toThrow('409');
  });
});
