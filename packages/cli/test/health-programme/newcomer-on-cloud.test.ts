import { whatsappAdapter } from '@kapwa/adapter-whatsapp';
import { createKit } from '@kapwa/core';
import { onboarding } from '@kapwa/plugin-onboarding';
import { blueprintOf, healthWorkers, startFakeCloudApi, turnableClock } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { runBehind } from './behind-cloud-api.js';

/** Sameer's health workers by the Cloud API; Neema writes for the first time. */
async function newcomer() {
  const clock = turnableClock();
  const fake = await startFakeCloudApi({ clock, statuses: false });
  const whatsapp = whatsappAdapter({ driver: 'cloud', ...fake.settings });
  const communities = [blueprintOf(healthWorkers)];
  const kit = createKit({ communities, adapters: [whatsapp], plugins: [onboarding], clock });
  const { settle } = await runBehind(fake, kit);
  const neema = fake.phone('254700000005', 'Neema');
  neema.writes('Hi');
  await settle();
  return { neema, settle, latest: () => neema.received.at(-1)?.text ?? '' };
}

describe('the choice of a language on WhatsApp', () => {
  it('is a list in native names, without numbers in the words of the welcome', async () => {
    const { neema } = await newcomer();

    const [welcome] = neema.received;
    expect(welcome?.type).toBe('interactive');
    expect(welcome?.choices?.map(({ title }) => title)).toEqual([
      'English',
      'Filipino (Tagalog)',
      'Kiswahili',
      'हिन्दी',
      'العربية',
      'Español',
      'Français',
    ]);
    expect(welcome?.text).not.toContain('1. English');
  });

  it.each([
    ['a tap', 'Kiswahili'],
    ['a number', '3'],
    ['a name', 'swahili'],
  ])('is answered by %s', async (how, answer) => {
    const { neema, settle, latest } = await newcomer();

    if (how === 'a tap') neema.taps(answer);
    else neema.writes(answer);
    await settle();

    expect(latest()).toContain('Kuwa mwema na heshimu kila mtu.');
  });

  it('is offered again as a list where it is asked again', async () => {
    const { neema, settle } = await newcomer();

    neema.writes('the one of my village');
    await settle();
    neema.taps('Kiswahili');
    await settle();

    expect(neema.received.map(({ type }) => type)).toEqual(['interactive', 'interactive', 'text']);
  });
});
