import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutMetadata } from '../../src/attachments/without-metadata.js';
import {
  bareDrawing,
  barePhoto,
  drawing,
  exif,
  film,
  photo,
  SECRETS,
  segment,
  sound,
  webp,
} from './pictures.js';

/** The same bytes, in pieces of these sizes, over and over. */
async function* inPieces(bytes: Uint8Array, sizes: readonly number[] = [bytes.length]) {
  let at = 0;
  for (let piece = 0; at < bytes.length; piece += 1) {
    const size = Math.max(1, sizes[piece % sizes.length] ?? 1);
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function stripped(bytes: Uint8Array, type: string, sizes?: readonly number[]) {
  const pieces: Uint8Array[] = [];
  for await (const piece of withoutMetadata(inPieces(bytes, sizes), type)) {
    pieces.push(Uint8Array.from(piece));
  }
  return new Uint8Array(Buffer.concat(pieces));
}

function says(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes).toString('latin1');
  return SECRETS.filter((one) => text.includes(one));
}

const samples: readonly [string, string, Uint8Array][] = [
  ['photo', 'image/jpeg', photo()],
  ['drawing', 'image/png', drawing],
  ['WebP', 'image/webp', webp],
  ['film', 'video/mp4', film],
  ['MP3', 'audio/mpeg', sound],
];
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });

/** The segments of a JPEG before its pixels, by their markers. */
function segments(bytes: Uint8Array): { marker: number; payload: Uint8Array }[] {
  const found: { marker: number; payload: Uint8Array }[] = [];
  for (let at = 2; bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xd9) break;
    const end = at + 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0);
    found.push({ marker, payload: bytes.subarray(at + 4, end) });
    if (marker === 0xda) break;
    at = end;
  }
  return found;
}

describe('what is published again', () => {
  it.each(samples)(
    'says nothing of the place, people and phones of a %s',
    async (_, type, bytes) => {
      expect(says(bytes)).toEqual(SECRETS);

      expect(says(await stripped(bytes, type))).toEqual([]);
    },
  );

  it.each(samples)('is the same %s in whatever pieces it comes', async (_, type, bytes) => {
    const whole = await stripped(bytes, type);

    await fc.assert(
      fc.asyncProperty(sizes, async (some) => {
        expect(await stripped(bytes, type, some)).toEqual(whole);
      }),
      { numRuns: 20 },
    );
  });

  it.each(samples)(
    'is not taken out of again: the second time a %s stays',
    async (_, type, bytes) => {
      const once = await stripped(bytes, type);

      expect(await stripped(once, type)).toEqual(once);
    },
  );

  it('keeps the picture of a photo and which way up it is, and nothing more', async () => {
    expect(await stripped(photo(6), 'image/jpeg')).toEqual(barePhoto(6));
    expect(
      segments(await stripped(photo(1), 'image/jpeg')).map(({ marker }) => marker),
    ).not.toContain(0xe1);
  });

  it('keeps the picture of a drawing, and nothing more', async () => {
    expect(await stripped(drawing, 'image/png')).toEqual(bareDrawing);
  });

  it('is as long as before where the format names places in the file', async () => {
    expect(await stripped(film, 'video/mp4')).toHaveLength(film.length);
    expect(await stripped(webp, 'image/webp')).toHaveLength(webp.length);
  });

  it('keeps the sound, which begins behind the tag and ends before the other', async () => {
    const kept = await stripped(sound, 'audio/mpeg');

    expect(kept).toHaveLength(204);
    expect([...kept.subarray(0, 4)]).toEqual([0xff, 0xfb, 0x90, 0x64]);
  });

  it.each(samples)('ends where a %s is cut off, and raises nothing', async (_, type, bytes) => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length }), sizes, async (end, some) => {
        const kept = await stripped(bytes.subarray(0, end), type, some);

        expect(kept.length).toBeLessThanOrEqual(end + 4);
        expect(says(kept)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('raises nothing whatever the bytes are, and lets nothing through but what it knows', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc
        .tuple(
          fc.constantFrom(...samples),
          fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }),
        )
        .map(([[, , sample], changes]) => {
          const changed = Uint8Array.from(sample);
          for (const [at, value] of changes) changed[at % changed.length] = value;
          return changed;
        }),
    );
    const type = fc.constantFrom(...samples.map(([, one]) => one));

    await fc.assert(
      fc.asyncProperty(bytes, type, sizes, async (some, mimeType, pieces) => {
        const kept = await stripped(some, mimeType, pieces);

        expect(kept.length).toBeLessThanOrEqual(some.length + 40);
        if (mimeType === 'image/jpeg') expect(kept.subarray(-2)).toEqual(Uint8Array.of(0xff, 0xd9));
      }),
      { numRuns: 200 },
    );
  });

  it('has no EXIF in a JPEG but which way up it is, wherever it stood', async () => {
    const kind = fc.integer({ min: 0xc0, max: 0xfe }).filter((one) => one < 0xd0 || one > 0xd9);
    const extra = fc.oneof(
      fc.constant(exif(6)),
      fc.constant([...Buffer.from('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>', 'latin1')]),
      fc.array(fc.nat(255), { maxLength: 30 }),
    );

    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(kind, extra), { maxLength: 6 }), async (list) => {
        const all = list.flatMap(([marker, payload]) => segment(marker, payload));
        const made = Uint8Array.from([0xff, 0xd8, ...all, ...photo().subarray(2)]);

        for (const { marker, payload } of segments(await stripped(made, 'image/jpeg'))) {
          expect(marker).not.toBe(0xfe);
          if (marker === 0xe1) expect(payload).toHaveLength(32);
          if (marker >= 0xe0) expect(says(payload)).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('lets files of other kinds through as they are', async () => {
    const bytes = Uint8Array.of(1, 2, 3);

    expect(await stripped(bytes, 'application/pdf')).toEqual(bytes);
  });
});
