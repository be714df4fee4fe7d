import { definePlugin } from '@kapwa/core';
import { healthWorkers, readWording, testCommunity, type Wording, watching } from '@kapwa/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { conduct } from '../src/index.js';

const LINK = 'Join us: https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv';
const NUMBER = 'Call the patient at +254 712 345 678 please';

let say: Wording;
beforeAll(async () => {
  say = await readWording(new URL('../locales/', import.meta.url), 'conduct');
});

const begin = (options: Readonly<Record<string, unknown>> = {}, more = {}) =>
  testCommunity({ plugins: [conduct], options: { conduct: options }, ...more });

describe('a community that only observes', () => {
  it.each([
    ['invite-link', LINK],
    ['phone-number', NUMBER],
  ])('has a finding of %s on record, and nothing is done about it', async (detector, text) => {
    await using community = await begin();

    const message = await community.says('ana', 'north-area', text);

    expect(community.findings).toMatchObject([
      { plugin: 'conduct', detector, mode: 'observe', who: 'ana', group: 'north-area' },
    ]);
    expect(community.actions).toEqual([]);
    expect(community.group('north-area').messages.map(({ id }) => id)).toEqual([message]);
    expect(community.phone('ana').fromBot).toEqual([]);
  });

  it('is what a community is that has said nothing else', async () => {
    await using community = await testCommunity({ plugins: [conduct] });

    await community.says('ana', 'north-area', LINK);

    expect(community.group('north-area').removed).toEqual([]);
  });

  it('has nothing on record of an ordinary message', async () => {
    await using community = await begin();

    await community.says(
      'ana',
      'north-area',
      'Good morning! The training starts at 9:30, room 12.',
    );

    expect(community.findings).toEqual([]);
  });
});

describe('a community that has switched deleting on', () => {
  const deleting = { mode: 'delete' };

  it('loses the message, and only its writer is told why', async () => {
    await using community = await begin(deleting);

    const message = await community.says('ana', 'north-area', LINK);

    const north = community.group('north-area');
    expect(north.removed).toEqual([message]);
    expect(north.fromBot).toEqual([]);
    expect(community.phone('ana').fromBot).toEqual([
      say('en', 'removed.invite-link', { group: 'North Area' }),
    ]);
    expect(community.phone('baraka').fromBot).toEqual([]);
  });

  it('says of a link into a chat with one person that it gives away a number', async () => {
    await using community = await begin({ ...deleting, detectors: { 'phone-number': 'off' } });

    const message = await community.says('ana', 'north-area', 'Write to wa.me/254712345678');

    expect(community.group('north-area').removed).toEqual([message]);
    expect(community.findings).toMatchObject([{ detector: 'invite-link', mode: 'delete' }]);
    expect(community.phone('ana').fromBot).toEqual([
      say('en', 'removed.phone-number', { group: 'North Area' }),
    ]);
  });

  it("tells the writer in the writer's own language", async () => {
    const people = { ...healthWorkers.people, baraka: { name: 'Baraka', language: 'fil' } };
    await using community = await begin(deleting, { scene: { ...healthWorkers, people } });

    await community.says('baraka', 'basic-training', NUMBER);

    expect(community.phone('baraka').fromBot).toEqual([
      say('fil', 'removed.phone-number', { group: 'Basic Training' }),
    ]);
  });

  it('says nothing to the writer when there was nothing to take down any more', async () => {
    await using community = await begin(deleting);

    await community.atOnce((world) => {
      const wrote = world.write('ana', 'north-area', LINK);
      if (wrote.ok) world.deleteOwn('ana', wrote.message);
    });

    expect(community.phone('ana').fromBot).toEqual([]);
    expect(community.actions.map(({ kind, outcome }) => `${kind}: ${outcome?.kind}`)).toEqual([
      'message.delete: refused',
      'message.send: refused',
    ]);
  });

  it('has an admin asked where the bot is no admin, and tells the writer when it is gone', async () => {
    await using community = await begin(deleting);
    const message = await community.says('ana', 'success-stories', LINK);
    const asked = ['sameer', 'grace'].filter((who) => community.phone(who).fromBot.length > 0);
    const [admin = ''] = asked;

    expect(asked).toHaveLength(1);
    expect(community.phone(admin).latest).toContain('delete the message of Ana Reyes');
    expect(community.phone(admin).latest).not.toContain('chat.whatsapp.com');
    expect(community.phone('ana').fromBot).toEqual([]);

    await community.atOnce((world) => world.deleteForAll(admin, message));

    expect(community.group('success-stories').removed).toEqual([message]);
    expect(community.phone('ana').fromBot).toEqual([
      say('en', 'removed.invite-link', { group: 'Success Stories' }),
    ]);
  });

  it('tells the writer nothing where no admin could take it down', async () => {
    await using community = await begin(deleting);
    await community.says('ana', 'success-stories', LINK);

    await community.passes('2 days');

    expect(community.phone('ana').fromBot).toEqual([]);
    expect(community.actions.map(({ outcome }) => outcome?.kind)).toContain('expired');
  });

  it.each(['grace', 'sameer'])(
    'leaves what an admin writes, and only notes it: %s',
    async (who) => {
      await using community = await begin(deleting);

      await community.says(who, 'north-area', LINK);

      expect(community.findings).toMatchObject([{ detector: 'invite-link', mode: 'observe' }]);
      expect(community.group('north-area').removed).toEqual([]);
      expect(community.actions).toEqual([]);
    },
  );

  it('takes down a message that is edited into one with a link', async () => {
    await using community = await begin(deleting);
    const message = await community.says('ana', 'north-area', 'Good morning');
    expect(community.findings).toEqual([]);

    await community.edits('ana', message, LINK);

    expect(community.group('north-area').removed).toEqual([message]);
    expect(community.phone('ana').fromBot).toHaveLength(1);
  });

  it('lets no other plugin see what it has taken down', async () => {
    const heard: string[] = [];
    const listener = watching(
      definePlugin({
        name: 'listener',
        options: z.object({}),
        setup(scope) {
          scope.on('message.received', {}, (_, event) => void heard.push(event.text));
        },
      }),
    );
    await using community = await testCommunity({
      plugins: [listener, conduct],
      options: { conduct: deleting },
    });

    await community.says('ana', 'north-area', LINK);
    await community.says('ana', 'north-area', 'Good morning');

    expect(heard).toEqual(['Good morning']);
  });

  it('tells the writer once about a message that breaks two rules', async () => {
    await using community = await begin(deleting);

    await community.says('ana', 'north-area', `${LINK} or ${NUMBER}`);

    expect(community.findings.map(({ detector }) => detector).sort()).toEqual([
      'invite-link',
      'phone-number',
    ]);
    expect(community.phone('ana').fromBot).toHaveLength(1);
    expect(community.group('north-area').removed).toHaveLength(1);
  });

  it('does not look at what is written to the bot in private', async () => {
    await using community = await begin(deleting);

    await community.tellsBot('ana', LINK);

    expect(community.findings).toEqual([]);
  });

  it('tells the writer also in the night: they are awake', async () => {
    await using community = await begin(deleting, { start: '2027-03-01T23:30+03:00' });

    await community.says('ana', 'north-area', LINK);

    expect(community.phone('ana').fromBot).toHaveLength(1);
  });
});

describe('what a community has set', () => {
  it.each<[string, Readonly<Record<string, unknown>>, string, number]>([
    ['deletes for one detector only', { detectors: { 'invite-link': 'delete' } }, LINK, 1],
    ['observes for the other', { detectors: { 'invite-link': 'delete' } }, NUMBER, 0],
    [
      'switches one detector off',
      { mode: 'delete', detectors: { 'phone-number': 'off' } },
      NUMBER,
      0,
    ],
    ['allows a number', { mode: 'delete', allow: { phones: ['+254 712 345678'] } }, NUMBER, 0],
    ['allows a link', { mode: 'delete', allow: { links: ['chat.whatsapp.com'] } }, LINK, 0],
    ['leaves a kind of group alone', { mode: 'delete', exceptKinds: ['general'] }, LINK, 0],
    ['leaves another kind alone', { mode: 'delete', exceptKinds: ['admin'] }, LINK, 1],
  ])('%s', async (_, options, text, removed) => {
    await using community = await begin(options);

    await community.says('ana', 'north-area', text);

    expect(community.group('north-area').removed).toHaveLength(removed);
  });

  it('goes by the country of the group where it has one', async () => {
    await using community = await begin({ mode: 'delete' });
    await community.joins('amina', 'cairo-team');
    const egyptian = 'Call me: 0100 123 4567';

    await community.says('amina', 'cairo-team', egyptian);

    expect(community.group('cairo-team').removed).toHaveLength(1);
  });

  it('may switch the plugin off', async () => {
    await using community = await testCommunity({
      plugins: [conduct],
      options: { conduct: false },
    });

    await community.says('ana', 'north-area', LINK);
    await community.says('ana', 'north-area', '/rules');

    expect(community.findings).toEqual([]);
    expect(community.group('north-area').fromBot).toEqual([]);
  });

  it.each([
    [{ mode: 'remove' }, /mode/],
    [{ allow: { phone: [] } }, /allow/],
    [{ reminder: { at: '9:00' } }, /reminder/],
  ])('is refused with the place of the mistake: %j', async (options, message) => {
    await expect(begin(options)).rejects.toMatchObject({
      code: 'config.invalid',
      message: expect.stringMatching(message),
    });
  });
});
