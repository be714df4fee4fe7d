import { type FakeCloudApi, startFakeCloudApi } from '@kapwa/testing';
import { describe, expect, it, onTestFinished } from 'vitest';

/** Sends a template to Amina; resolves with the code of Meta's error, if there is one. */
async function codeFor(api: FakeCloudApi, template: object): Promise<number | undefined> {
  const answer = await fetch(`${api.baseUrl}/v26.0/${api.phoneNumberId}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${api.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ messaging_product: 'whatsapp', to: '254700000001', type: 'template', template },
    }),
  });
  const { error } = (await answer.json()) as { error?: { code: number } };
  return error?.code;
}

describe('a template', () => {
  it('is one that was approved, in its languages, with all its values', async () => {
    const api = await startFakeCloudApi({ statuses: false });
    onTestFinished(() => api.close());
    const amina = api.phone('254700000001', 'Amina');
    const languages = { en_US: 'A message from {{1}} waits for you.' };
    api.templates.approve({ name: 'waiting', languages });
    const values = (...texts: readonly string[]) => ({
      components: [{ type: 'body', parameters: texts.map((text) => ({ type: 'text', text })) }],
    });
    const english = { name: 'waiting', language: { code: 'en_US' } };

    expect(await codeFor(api, { ...english, ...values('Kapwa') })).toBeUndefined();
    expect(amina.received.at(-1)?.text).toBe('A message from Kapwa waits for you.');
    expect(await codeFor(api, english)).toBe(132000);
    expect(await codeFor(api, { ...english, language: { code: 'sw' } })).toBe(132001);
    expect(await codeFor(api, { ...english, ...values('a\nb') })).toBe(132018);
    api.templates.pause('waiting');
    expect(await codeFor(api, { ...english, ...values('Kapwa') })).toBe(132015);
  });
});
