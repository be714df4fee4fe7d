import { whatsappAdapter } from '@kapwa/adapter-whatsapp';
import { createKit } from '@kapwa/core';
import { conduct } from '@kapwa/plugin-conduct';
import { onboarding } from '@kapwa/plugin-onboarding';
import { recognition } from '@kapwa/plugin-recognition';
import {
  blueprintOf,
  healthWorkers,
  type Scene,
  startFakeCloudApi,
  turnableClock,
} from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { runBehind } from './behind-cloud-api.js';

const waiting = {
  name: 'message_waiting',
  languages: { en: 'en_US', sw: 'sw' },
  parameters: ['community' as const],
  serves: ['everything'],
};

/** The programme with the official number alone: one group of the API, and whoever writes. */
async function onCloud(templates: Scene['community']['templates']) {
  const clock = turnableClock();
  const fake = await startFakeCloudApi({ clock, statuses: false, official: true });
  fake.templates.approve({
    name: 'message_waiting',
    languages: { en_US: 'Something from {{1}} waits.', sw: 'Ujumbe wa {{1}} unasubiri.' },
  });
  const nurses = fake.group({ subject: 'Nurses' });
  const more = templates === undefined ? {} : { templates };
  const scene: Scene = {
    ...healthWorkers,
    community: {
      ...healthWorkers.community,
      ...more,
      plugins: { conduct: { mode: 'delete' } },
    },
    groups: { nurses: { name: 'Nurses', kind: 'topic', languages: ['sw'] } },
  };
  const blueprint = blueprintOf(scene);
  const groups = blueprint.groups.map((group) => ({
    ...group,
    chat: { adapter: 'whatsapp', id: nurses.id },
  }));
  const kit = createKit({
    communities: [{ ...blueprint, groups }],
    adapters: [whatsappAdapter({ driver: 'cloud', ...fake.settings, groups: true })],
    plugins: [onboarding, conduct, recognition],
    clock,
  });
  const { settle } = await runBehind(fake, kit);
  clock.settleWith(settle);
  const neema = fake.phone('254700000005', 'Neema');
  const direct = () => neema.received.filter(({ group }) => group === undefined);
  const inGroup = () => neema.received.filter(({ group }) => group !== undefined);
  await settle();
  return { kit, clock, nurses, neema, settle, direct, inGroup };
}

describe('the health programme with an official number alone', () => {
  it('tells a newcomer by a template that something waits, and welcomes them at START', async () => {
    const { nurses, neema, settle, direct, inGroup } = await onCloud([waiting]);
    nurses.follows(neema, nurses.link());
    await settle();
    expect(direct()).toMatchObject([
      { type: 'template', text: 'Something from Community Health Workers waits.' },
    ]);
    expect(inGroup()).toEqual([]);

    neema.writes('START');
    await settle();
    expect(direct()[1]).toMatchObject({
      type: 'interactive',
      text: expect.stringContaining('Nurses'),
    });
    neema.taps('Kiswahili');
    await settle();
    expect(direct().at(-1)?.text).toContain('Kuwa mwema na heshimu kila mtu.');
    neema.writes('ndiyo');
    await settle();
    expect(direct()).toHaveLength(4);
  });

  it('asks a newcomer in their group, without a name, where there is no template', async () => {
    const { nurses, neema, settle, direct, inGroup } = await onCloud(undefined);
    nurses.follows(neema, nurses.link());
    await settle();
    expect(direct()).toEqual([]);
    const [post, ...others] = inGroup().map(({ text }) => text);
    expect(others).toEqual([]);
    expect(post).toContain('ANZA');
    expect(post).toContain('https://wa.me/15550783881?text=START');
    expect(post).not.toContain('Neema');

    neema.writes('anza');
    await settle();
    expect(direct()[0]?.text).toContain('Nurses');
  });

  it('writes freely for 24 hours, and by template after', async () => {
    const { nurses, neema, clock, settle, direct } = await onCloud([waiting]);
    neema.writes('Habari');
    await settle();
    neema.taps('English');
    await settle();
    await clock.advance(25 * 3_600_000);
    const before = direct().length;
    nurses.add(neema);
    neema.writes('Join us: https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv', { group: nurses });
    await settle();
    // Nothing can be deleted there, so the writer is asked to: but they wrote too long ago.
    expect(direct().slice(before)).toMatchObject([{ type: 'template' }]);

    neema.writes('yes?');
    await settle();
    expect(direct().slice(before + 1).length).toBeGreaterThan(0);
  });
});
