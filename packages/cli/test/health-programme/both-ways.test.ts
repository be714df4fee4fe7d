import { describe, expect, it, vi } from 'vitest';
import { healthProgramme } from './health-programme.js';

// Real sockets and threads: slow where many tests run side by side.
vi.setConfig({ testTimeout: 90_000 });

const texts = (messages: readonly { readonly text: string }[]) => messages.map(({ text }) => text);

describe('the health programme with an official number and a linked device', () => {
  it('welcomes in private by the official number, with a list to tap', async () => {
    const { officially, rests, toldTo } = await healthProgramme({ official: true });
    const juma = officially('juma');
    juma.writes('Habari');
    await rests();
    juma.taps('Kiswahili');
    await rests();

    expect(juma.received[0]?.choices?.map(({ title }) => title)).toContain('Kiswahili');
    expect(juma.received.at(-1)?.text).toContain('Kuwa mwema na heshimu kila mtu.');
    expect(await toldTo('juma')).toEqual([]);
  });

  it('looks after groups by the linked device: thanks, and takes an invite link out', async () => {
    const { person, group, device, rests } = await healthProgramme({ official: true });
    person('ana').says(group('north-area'), 'Thank you @Baraka for the long walk', {
      mentions: [person('baraka')],
    });
    const link = 'Join us: https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv';
    const message = person('baraka').says(group('north-area'), link);
    await rests();

    const seen = await person('ana').phone.in(group('north-area'));
    const thanks = seen.filter(({ from }) => from === device);
    expect(thanks.map(({ mentions }) => mentions)).toContainEqual([person('baraka')]);
    expect(seen.find(({ id }) => id === message.id)?.isDeleted).toBe(true);
  });

  it('reminds somebody of the rules by the number they have written to', async () => {
    const { person, group, officially, rests, toldTo } = await healthProgramme({ official: true });
    const baraka = officially('baraka');
    baraka.writes('rules');
    await rests();
    const before = baraka.received.length;
    person('baraka').says(
      group('north-area'),
      'Join us: https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv',
    );
    await rests();

    expect(texts(baraka.received.slice(before)).join()).not.toBe('');
    expect(await toldTo('baraka')).toEqual([]);
  });

  it('lets a newcomer be who they are, whichever number they find first', async () => {
    const { person, group, officially, device, rests, toldTo } = await healthProgramme({
      official: true,
    });
    person('juma').joins(group('north-area'));
    await rests();
    officially('juma').writes('Habari');
    await rests();
    officially('juma').taps('Kiswahili');
    await rests();
    person('juma').says(device, 'kanuni');
    await rests();

    const told = await toldTo('juma');
    expect(told.join()).toContain('Kuwa mwema na heshimu kila mtu.');
    expect(told.join()).not.toContain('English');
  });

  it('writes to nobody who has written to neither number', async () => {
    const { person, group, officially, rests, toldTo } = await healthProgramme({ official: true });
    person('juma').joins(group('north-area'));
    await rests();

    expect(await toldTo('juma')).toEqual([]);
    expect(officially('juma').received).toEqual([]);
  });
});
