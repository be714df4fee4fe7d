import { describe, expect, it } from 'vitest';
import { scene } from './scene.js';

describe('a community', () => {
  it('is a group that others are linked to, with one for announcements', async () => {
    const { bot, number, ana, ben } = await scene();
    const community = ana.createCommunity({ subject: 'Health', admins: [number] });
    const nurses = ana.createGroup({ subject: 'Nurses', community, members: [ben, number] });

    const parent = await bot.socket.groupMetadata(community.id);
    const announcements = await bot.socket.groupMetadata(community.announcements.id);
    const linked = await bot.socket.communityFetchLinkedGroups(nurses.id);

    expect(parent).toMatchObject({ isCommunity: true, joinApprovalMode: true });
    expect(announcements).toMatchObject({
      isCommunityAnnounce: true,
      announce: true,
      linkedParent: community.id,
    });
    expect(linked).toMatchObject({
      communityJid: community.id,
      isCommunity: false,
      linkedGroups: [
        { id: community.announcements.id, subject: 'Health', size: 3 },
        { id: nurses.id, subject: 'Nurses', owner: ana.lid, size: 3 },
      ],
    });
    expect(community.linkedGroups).toEqual([community.announcements, nurses]);
  });

  it('takes who comes into one of its groups, and their admins are admins of announcements', async () => {
    const { number, ana, ben } = await scene();
    const community = ana.createCommunity({ subject: 'Health', members: [number] });
    const nurses = ana.createGroup({ subject: 'Nurses', community });

    ben.joins(nurses);
    ana.promotes(community, number);

    expect(community.roleOf(ben)).toBe('member');
    expect(community.announcements.roleOf(ben)).toBe('member');
    expect(community.announcements.roleOf(number)).toBe('admin');
  });

  it('is made by the bot, with groups linked, unlinked and left', async () => {
    const { bot, whatsapp, number, ana } = await scene();
    const { socket } = bot;

    const made = await socket.communityCreate('Health', 'for all health workers');
    const community = whatsapp.community(made?.id ?? '');
    const group = await socket.communityCreateGroup('Nurses', [ana.lid], community.id);
    const other = await socket.groupCreate('Drivers', []);
    await socket.communityLinkGroup(other.id, community.id);
    const linked = community.linkedGroups.map(({ subject }) => subject);
    await socket.communityUnlinkGroup(other.id, community.id);

    expect(community).toMatchObject({ subject: 'Health', description: 'for all health workers' });
    expect(linked).toEqual(['Health', 'Nurses', 'Drivers']);
    expect(whatsapp.group(other.id).community).toBeUndefined();
    expect(whatsapp.group(group?.id ?? '').members).toEqual([number, ana]);
    expect(community.roleOf(ana)).toBe('member');
    await socket.communityLeave(community.id);
    expect(whatsapp.group(group?.id ?? '').members).toEqual([ana]);
  });

  it('tells of links in notifications, of which baileys makes no event', async () => {
    const { bot, whatsapp, number, ana } = await scene();
    const community = ana.createCommunity({ subject: 'Health', members: [number] });
    const nurses = ana.createGroup({ subject: 'Nurses', members: [number] });
    const told: string[] = [];
    for (const tag of ['link', 'unlink']) {
      bot.socket.ws.on(`CB:notification,,${tag}`, ({ attrs }: { attrs: { from: string } }) =>
        told.push(`${tag} ${attrs.from}`),
      );
    }

    ana.links(community, nurses);
    ana.unlinks(community, nurses);
    await whatsapp.settled();

    expect(told).toEqual([
      `link ${nurses.id}`,
      `link ${community.id}`,
      `unlink ${nurses.id}`,
      `unlink ${community.id}`,
    ]);
  });

  it('is left by whom an admin removes, with all its groups', async () => {
    const { bot, number, ana, ben } = await scene();
    const community = ana.createCommunity({ subject: 'Health', admins: [number] });
    const nurses = ana.createGroup({ subject: 'Nurses', community, members: [ben] });

    const [answer] = await bot.socket.communityParticipantsUpdate(
      community.id,
      [ben.lid],
      'remove',
    );

    expect(answer?.status).toBe('200');
    expect([community, community.announcements, nurses].map((group) => group.roleOf(ben))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('is described as a group, which communityMetadata of baileys cannot read', async () => {
    const { bot, number, ana } = await scene();
    const community = ana.createCommunity({ subject: 'Health', members: [number] });

    await expect(bot.socket.communityMetadata(community.id)).rejects.toThrow(TypeError);
  });
});
