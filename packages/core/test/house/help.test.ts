import { argument } from '@kapwa/core';
import { testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { withMute } from '../commands/tested-command.js';

describe('help', () => {
  it('lists what somebody may do where they are, in their language', async () => {
    const { community } = await withMute({ about: 'mute.about' });

    await community.tellsBot('sameer', 'help');

    const lines = community.phone('sameer').latest.split('\n');
    expect(lines[0]).toBe('What you can do here:');
    expect(lines).toContain('/help: shows what you can do here');
    expect(lines).toContain('/mute: keeps somebody quiet');
    expect(lines.at(-1)).toBe('Write /help and one of these words for an example.');
  });

  it('leaves out what only others may do', async () => {
    const { community } = await withMute({ about: 'mute.about', permission: 'posting.set' });

    await community.tellsBot('ana', '/help');
    await community.tellsBot('sameer', '/help');

    expect(community.phone('ana').latest).not.toContain('/mute');
    expect(community.phone('ana').latest).not.toContain('/role');
    expect(community.phone('sameer').latest).toContain('/mute');
    expect(community.phone('sameer').latest).toContain('/role give: gives somebody a role');
  });

  it('leaves out what is for other places, and what has no line for help', async () => {
    const { community } = await withMute({ about: 'mute.about', where: 'group' });

    await community.tellsBot('ana', '/help');

    expect(community.phone('ana').latest).not.toContain('/mute');
    const { community: silent } = await withMute();
    await silent.tellsBot('ana', '/help');
    expect(silent.phone('ana').latest).not.toContain('/mute');
  });

  it('gives an example of one command, by its word in any language', async () => {
    const { community } = await withMute({ about: 'mute.about' });
    const answer = '/mute: keeps somebody quiet\nFor example: /mute @Ana 2h';

    await community.tellsBot('ana', '/help mute');
    await community.tellsBot('ana', 'help hush');
    await community.tellsBot('ana', '/help /nyamazisha');

    expect(community.phone('ana').fromBot).toEqual([answer, answer, answer]);
  });

  it('shows all commands that begin with a word', async () => {
    await using community = await testCommunity();

    await community.tellsBot('sameer', '/help role');

    const { latest } = community.phone('sameer');
    expect(latest).toContain('/role give: gives somebody a role');
    expect(latest).toContain('For example: /role take @Ana fact-checker');
  });

  it('is for a person who asks for it in plain words, and takes no word of theirs for a name', async () => {
    await using community = await testCommunity();

    await community.tellsBot('ana', 'help me');

    expect(community.phone('ana').latest).toMatch(/^What you can do here:/);
  });

  it('says so where there is no such command, and lists what there is', async () => {
    await using community = await testCommunity();

    await community.tellsBot('ana', '/help cooking');

    expect(community.phone('ana').latest).toContain(
      'You can do nothing here that is called cooking.\nWhat you can do here:',
    );
  });

  it('is answered in the group, in its language, with what everybody may do', async () => {
    await using community = await testCommunity();

    await community.says('baraka', 'basic-training', '/msaada');

    const [answer] = community.group('basic-training').fromBot;
    expect(answer).toContain('Unachoweza kufanya hapa:\n/msaada: inaonyesha');
    expect(answer).not.toContain('jukumu');
  });

  it('is answered in private to an admin who asks in a group', async () => {
    const spec = { about: 'mute.about', permission: 'posting.set' };
    const { community } = await withMute(spec);
    await community.tellsBot('grace', 'good morning from the office');

    await community.says('grace', 'north-area', '/help');

    expect(community.group('north-area').fromBot).toEqual([]);
    expect(community.phone('grace').latest).toContain('What you can do in North Area:');
    expect(community.phone('grace').latest).toContain('/mute: keeps somebody quiet');
  });

  it('speaks the language of the person', async () => {
    await using community = await testCommunity({
      scene: {
        community: { key: 'small', name: 'Small', languages: ['en', 'ar', 'fil'] },
        people: { amina: { language: 'ar' }, ana: { language: 'fil' } },
        groups: { all: { members: ['amina', 'ana'] } },
      },
    });

    await community.tellsBot('amina', 'مساعدة');
    await community.tellsBot('ana', 'tulong');

    expect(community.phone('amina').latest).toContain('ما يمكنك فعله هنا');
    expect(community.phone('ana').latest).toContain('Ang magagawa mo rito');
  });

  it('is not confused by a plugin that is switched off in the community', async () => {
    const { community } = await withMute(
      { about: 'mute.about', arguments: { time: argument.duration() } },
      { community: { plugins: { quiet: false } } },
    );

    await community.tellsBot('ana', '/help');
    await community.tellsBot('ana', '/mutt');

    expect(community.phone('ana').fromBot.join('\n')).not.toContain('/mute');
  });
});
