import type { MessageTemplate } from '@kapwa/core';
import { startFakeCloudApi } from '@kapwa/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type CloudToInspect, inspectCloud } from '../../src/index.js';

const waiting: MessageTemplate = {
  name: 'message_waiting',
  languages: { 'en-US': 'en_US', en: 'en_US', sw: 'sw' },
  parameters: ['community'],
  buttons: ['start'],
  serves: ['everything'],
};
const english = { body: 'From {{1}}.', buttons: [{ reply: 'Read it' }] };

async function scene() {
  const fake = await startFakeCloudApi();
  onTestFinished(() => fake.close());
  const { token, phoneNumberId, businessAccountId, baseUrl } = fake;
  const settings = { token, phoneNumberId, businessAccountId, baseUrl };
  const looks = async (
    changes: Partial<CloudToInspect> = {},
    templates: readonly MessageTemplate[] = [waiting],
  ) => inspectCloud({ ...settings, ...changes }, templates);
  return { fake, looks };
}

const said = (findings: Awaited<ReturnType<typeof inspectCloud>>) =>
  findings.map(({ level, message }) => `${level}: ${message}`);

describe('looking at the settings of the official API', () => {
  it('says which number it is, and that its templates are approved as they are used', async () => {
    const { fake, looks } = await scene();
    fake.templates.approve({ name: 'message_waiting', languages: { en_US: english, sw: english } });

    expect(said(await looks())).toEqual([
      'ok: WhatsApp takes the access token; the number of the bot is 15550783881.',
      'ok: Meta has approved the templates as community.yaml has them: message_waiting.',
    ]);
    expect(fake.requests.every(({ body }) => body === undefined)).toBe(true);
  });

  it.each([
    ['a token that is not taken', { token: 'EAAother' }, 'token', 'error'],
    ['the id of another number', { phoneNumberId: '999' }, 'number', 'error'],
    ['no network', { baseUrl: 'http://127.0.0.1:1' }, 'network', 'warning'],
  ])(
    'says of %s what is wrong and what to do, and nothing else',
    async (_, changes, about, level) => {
      const { looks } = await scene();
      const findings = await looks(changes);

      expect(findings).toHaveLength(1);
      expect(findings[0]).toMatchObject({ about, level, fix: expect.stringMatching(/\S/) });
    },
  );

  it.each([
    ['is not there', undefined, 'error: Meta has no template "message_waiting" in sw.'],
    [
      'is looked at',
      'PENDING',
      'warning: Meta has not approved the template "message_waiting" in sw yet.',
    ],
    [
      'was turned down',
      'REJECTED',
      'error: The template "message_waiting" in sw cannot be sent: at Meta it is rejected.',
    ],
  ] as const)('says of a language that it %s', async (_, status, line) => {
    const { fake, looks } = await scene();
    fake.templates.approve({ name: 'message_waiting', languages: { en_US: english } });
    if (status !== undefined) {
      fake.templates.submit({ name: 'message_waiting', languages: { sw: english } }, status);
    }

    expect(said(await looks()).slice(1)).toEqual([line]);
  });

  it.each([
    ['places', { ...english, body: 'From {{1}} to {{2}}.' }, 'it has 2 places for values'],
    ['a heading', { ...english, header: 'For {{1}}' }, '"text" has to be filled in above it'],
    [
      'a picture',
      { ...english, header: { file: 'image' as const } },
      '"image" has to be filled in',
    ],
    ['no button', { body: 'From {{1}}.' }, 'its buttons are none, and community.yaml has reply'],
    [
      'a link',
      { ...english, buttons: [{ label: 'Open', url: 'https://example.org/{{1}}' }] },
      'its buttons are link with an ending',
    ],
  ])('says that it differs at Meta: %s', async (_, text, difference) => {
    const { fake, looks } = await scene();
    fake.templates.approve({ name: 'message_waiting', languages: { en_US: text, sw: english } });

    const [, finding] = await looks();
    expect(finding).toMatchObject({ level: 'error', template: 'message_waiting' });
    expect(finding?.message).toContain(difference);
  });

  it('reads many templates page by page, and says how they can be compared at all', async () => {
    const { fake, looks } = await scene();
    for (let number = 0; number < 250; number += 1) {
      fake.templates.approve({ name: `other_${number}`, languages: { en_US: 'Hello' } });
    }
    fake.templates.approve({ name: 'message_waiting', languages: { en_US: english, sw: english } });

    expect((await looks()).map(({ level }) => level)).toEqual(['ok', 'ok']);
    const { businessAccountId: _, ...without } = { businessAccountId: '' };
    expect(said(await looks({ ...without, businessAccountId: undefined as never }))[1]).toBe(
      'warning: The templates were not compared with those at Meta.',
    );
    expect((await looks({ businessAccountId: '77' }))[1]).toMatchObject({ level: 'warning' });
    expect((await looks({ businessAccountId: 'x' }))[1]).toMatchObject({ level: 'error' });
    expect(await looks({}, [])).toHaveLength(1);
  });
});
