import { turnableClock } from '@kapwa/adapter-playground';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type FakeCloudApi, startFakeCloudApi } from '../../src/fake-cloud-api/index.js';

const MINUTE = 60_000;
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);

/** What the Graph API answers to a request about media. */
interface MediaAnswer {
  readonly id?: string;
  readonly url?: string;
  readonly mime_type?: string;
  readonly file_size?: string;
  readonly error?: { readonly code: number };
}

async function start() {
  const clock = turnableClock();
  const fake = await startFakeCloudApi({ clock, statuses: false });
  onTestFinished(() => fake.close());
  const headers = { authorization: `Bearer ${fake.token}` };
  const ask = async (path: string, init: RequestInit = {}): Promise<MediaAnswer> => {
    const answer = await fetch(`${fake.baseUrl}/v26.0${path}`, { headers, ...init });
    return (await answer.json()) as MediaAnswer;
  };
  return { fake, clock, headers, ask };
}

function formWith(type: string, bytes = png): FormData {
  const form = new FormData();
  form.set('messaging_product', 'whatsapp');
  form.set('type', type);
  form.set('file', new File([bytes], 'well.png', { type }));
  return form;
}

const upload = ({ phoneNumberId }: FakeCloudApi): string => `/${phoneNumberId}/media`;

describe('media at the Graph API', () => {
  it('are uploaded, named in a message and seen on the phone', async () => {
    const { fake, ask, headers } = await start();
    const amina = fake.phone('254700000001', 'Amina');
    amina.writes('hi');

    const { id } = await ask(upload(fake), { method: 'POST', body: formWith('image/png') });
    const to = { messaging_product: 'whatsapp', to: '254700000001' };
    await ask(`/${fake.phoneNumberId}/messages`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ ...to, type: 'image', image: { id, caption: 'Our well' } }),
    });

    expect(amina.received).toMatchObject([
      { type: 'image', text: 'Our well', file: { mimeType: 'image/png', bytes: png } },
    ]);
  });

  it.each([
    ['of a type it does not know', formWith('application/x-msdownload')],
    ['too large', formWith('image/png', new Uint8Array(6 * 1024 * 1024))],
  ])('are not taken when they are %s', async (_, body) => {
    const { fake, ask } = await start();

    expect(await ask(upload(fake), { method: 'POST', body })).toMatchObject({
      error: { code: 100 },
    });
  });

  it('are read at an address that holds for five minutes, by those who have the token', async () => {
    const { fake, clock, headers, ask } = await start();
    const { id } = await ask(upload(fake), { method: 'POST', body: formWith('image/png') });

    const { url = '', mime_type, file_size } = await ask(`/${id}`);
    expect([mime_type, file_size]).toEqual(['image/png', '4']);
    const read = await fetch(url, { headers });
    expect(new Uint8Array(await read.arrayBuffer())).toEqual(png);
    expect((await fetch(url)).status).toBe(401);
    await clock.advance(5 * MINUTE);
    expect((await fetch(url, { headers })).status).toBe(404);
    const again = await ask(`/${id}`);
    expect((await fetch(again.url ?? '', { headers })).status).toBe(200);
  });

  it('are unknown once Meta has forgotten them', async () => {
    const { fake, ask } = await start();
    const { id = '' } = await ask(upload(fake), { method: 'POST', body: formWith('image/png') });

    fake.media.forget(id);

    expect(await ask(`/${id}`)).toMatchObject({ error: { code: 100 } });
  });
});
