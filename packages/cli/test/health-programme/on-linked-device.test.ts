import { describe, expect, it } from 'vitest';
import { healthProgramme } from './health-programme.js';

describe('the health programme on a linked device', () => {
  it('greets whoever writes to it, in the language they choose', async () => {
    const { person, device, rests, toldTo } = await healthProgramme();
    person('juma').says(device, 'Habari');
    await rests();
    person('juma').says(device, 'Kiswahili');
    await rests();

    const told = await toldTo('juma');
    expect(told[0]).toContain('Community Health Workers');
    expect(told.at(-1)).toContain('Kuwa mwema na heshimu kila mtu.');
  }, 60_000);

  it('writes nothing to a newcomer who never wrote to it', async () => {
    const { person, group, rests, toldTo } = await healthProgramme();
    person('juma').joins(group('north-area'));
    await rests();

    expect(await toldTo('juma')).toEqual([]);
  }, 60_000);

  it('asks a newcomer for their first word in the group, and welcomes them when they write', async () => {
    const { person, group, device, rests, toldTo } = await healthProgramme();
    person('juma').joins(group('north-area'));
    await rests();
    const invitation = await person('juma').phone.until(group('north-area'), 'START');
    expect(invitation.text).toContain('https://wa.me/');
    expect(invitation.text).not.toContain('Juma');

    person('juma').says(device, 'START');
    await rests();
    const [welcome = '', ...others] = await toldTo('juma');
    expect(welcome).toContain('North Area');
    expect(others).toEqual([]);
    person('juma').says(device, 'Kiswahili');
    await rests();
    expect((await toldTo('juma')).at(-1)).toContain('Kuwa mwema na heshimu kila mtu.');
  }, 60_000);

  it('thanks good work by a mention that rings', async () => {
    const { person, group, device, rests } = await healthProgramme();
    person('ana').says(group('north-area'), 'Thank you @Baraka for the long walk', {
      mentions: [person('baraka')],
    });
    await rests();

    const seen = await person('baraka').phone.in(group('north-area'));
    expect(seen.find(({ from }) => from === device)).toMatchObject({
      mentions: expect.arrayContaining([person('baraka')]),
    });
  }, 60_000);

  it('takes an invite link out of a group', async () => {
    const { person, group, rests } = await healthProgramme();
    const link = 'Join us: https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv';
    const message = person('baraka').says(group('north-area'), link);
    await rests();

    const seen = await person('ana').phone.in(group('north-area'));
    expect(seen.find(({ id }) => id === message.id)?.isDeleted).toBe(true);
  }, 60_000);
});
