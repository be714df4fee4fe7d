import { describe, expect, it } from 'vitest';
import { sourceOf } from '../../src/baileys/media-keys.js';

const mediaKey = Uint8Array.of(1);

describe('where the bytes of a message are fetched', () => {
  it("is WhatsApp's own media server, whatever address came with the message", () => {
    const url = 'https://evil.example/v/file.enc';

    expect(sourceOf({ mediaKey, directPath: '/v/t62/file.enc', url }, undefined)).toEqual({
      mediaKey,
      directPath: '/v/t62/file.enc',
    });
  });

  it.each([
    ['no path at all', { url: 'https://evil.example/v/file.enc' }],
    ['a path that leads to another host', { directPath: '@evil.example/file.enc' }],
    ['a path that begins another host', { directPath: '//evil.example/file.enc' }],
    ['a path that changes the port', { directPath: ':8080/file.enc' }],
    ['a path that makes the host longer', { directPath: '.evil.example/file.enc' }],
  ])('is nowhere with %s', (_, media) => {
    expect(sourceOf({ mediaKey, ...media }, undefined)).toBeUndefined();
  });

  it('is another server only where the operator has named that one', () => {
    const media = { mediaKey, directPath: '/v/a', url: 'http://127.0.0.1:4000/v/a' };

    expect(sourceOf(media, '127.0.0.1:4000')).toEqual({ mediaKey, url: media.url });
    expect(sourceOf(media, '127.0.0.1:5000')).toEqual({ mediaKey, directPath: '/v/a' });
  });

  it('is nowhere without the key to open them', () => {
    expect(sourceOf({ directPath: '/v/a' }, undefined)).toBeUndefined();
  });
});
