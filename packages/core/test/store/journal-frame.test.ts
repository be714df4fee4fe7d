import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createListFrame, frameOf, readFrames } from '../../src/store/embedded/journal-frame.js';

const payloads = ['["first"]', '["second", "ñandú 🌱"]', '["third"]'];
const frames = payloads.map((payload) => frameOf(payload));
const whole = Buffer.concat(frames);
const ends = frames.map((_, index) => Buffer.concat(frames.slice(0, index + 1)).length);

function read(bytes: Buffer, start = 0) {
  const found: string[] = [];
  const places: number[] = [];
  const ending = readFrames(bytes, start, ({ payload, at, end }) => {
    found.push(payload.toString());
    places.push(at, end);
  });
  return { found, places, ending };
}

describe('a frame', () => {
  it('says how long it is, and by its checksum that it is whole', () => {
    const frame = frameOf('ñ');

    expect(frame.readUInt32LE(0)).toBe(2);
    expect(frame.readUInt32LE(4)).toBe(crc32(Buffer.from('ñ')));
    expect(frame.subarray(8).toString()).toBe('ñ');
    expect(frameOf(Buffer.from('ñ'))).toEqual(frame);
  });
});

describe('a file of frames', () => {
  it('is read from one to the next, from the beginning or from any of them', () => {
    const [first = 0, second = 0, third = 0] = ends;

    expect(read(whole)).toEqual({
      found: payloads,
      places: [0, first, first, second, second, third],
      ending: { kind: 'whole', end: third },
    });
    expect(read(whole, first).found).toEqual(payloads.slice(1));
    expect(read(whole, third)).toEqual({
      found: [],
      places: [],
      ending: { kind: 'whole', end: third },
    });
  });

  it('that was cut off anywhere has all that was whole before', () => {
    for (let cut = 0; cut < whole.length; cut += 1) {
      const count = ends.filter((end) => end <= cut).length;
      const end = ends[count - 1] ?? 0;
      const kind = end === cut ? 'whole' : 'torn';

      expect(read(whole.subarray(0, cut))).toMatchObject({
        found: payloads.slice(0, count),
        ending: { kind, end },
      });
    }
  });

  it('with place for more after its last frame has all its frames, and is not cut off', () => {
    for (const zeros of [1, 7, 8, 9, 5_000]) {
      for (const count of [0, 1, 3]) {
        const end = ends[count - 1] ?? 0;

        expect(read(Buffer.concat([whole.subarray(0, end), Buffer.alloc(zeros)]))).toMatchObject({
          found: payloads.slice(0, count),
          ending: { kind: 'reserved', end },
        });
      }
    }
  });

  it('whose last write came in part to the place that was reserved for it is cut off there', () => {
    const [first = 0, second = 0] = ends;
    for (let cut = first + 1; cut < second; cut += 1) {
      // Up to there it is written, or from there on: the disk has its own order.
      for (const [from, to] of [[cut, second] as const, [first, cut] as const]) {
        const bytes = Buffer.concat([whole.subarray(0, second), Buffer.alloc(500)]);
        const before = Buffer.from(bytes);
        bytes.fill(0, from, to);
        if (bytes.equals(before)) continue;

        expect(read(bytes)).toMatchObject({
          found: [payloads[0]],
          ending: { kind: 'torn', end: first },
        });
      }
    }
  });

  it('that is damaged says so though there is place for more at its end', () => {
    const [first = 0, second = 0] = ends;
    const bytes = Buffer.concat([whole, Buffer.alloc(500)]);
    bytes.fill(0, first, second);

    expect(read(bytes)).toMatchObject({
      found: [payloads[0]],
      ending: { kind: 'damaged', end: first, next: second },
    });
  });

  it('that is damaged says where, and where it goes on', () => {
    const [first = 0, second = 0] = ends;
    for (let at = first; at < second; at += 1) {
      const bytes = Buffer.from(whole);
      bytes.writeUInt8((bytes[at] ?? 0) ^ 0x55, at);

      expect(read(bytes)).toMatchObject({
        found: [payloads[0]],
        ending: { kind: 'damaged', end: first, next: second },
      });
    }
  });

  it('with damage in its last frame ends there', () => {
    const [, second = 0] = ends;
    const bytes = Buffer.from(whole);
    bytes.writeUInt8(0, whole.length - 2);

    expect(read(bytes)).toMatchObject({
      found: payloads.slice(0, 2),
      ending: { kind: 'torn', end: second },
    });
  });

  it('is not misled by what only looks like a frame', () => {
    const nothing = Buffer.alloc(8);
    const wrongSum = Buffer.from(frameOf('["x"]'));
    wrongSum.writeUInt8(0, 5);
    const noList = frameOf('{"x":1}');

    for (const odd of [nothing, wrongSum, noList.subarray(0, -1), Buffer.from('[[[[[[[[')]) {
      const { found, ending } = read(
        Buffer.concat([frames[0] as Buffer, odd, frames[1] as Buffer]),
      );
      expect(found).toEqual([payloads[0]]);
      const end = ends[0] ?? 0;
      expect(ending).toEqual({ kind: 'damaged', end, next: end + odd.length });
    }
  });

  it.each(['{"x":1}', '[1', '1]', 'x'])(
    'goes on at lists only, which are all that is written into a journal: not at %s',
    (payload) => {
      const odd = Buffer.concat([Buffer.from('damage!'), frameOf(payload)]);
      const end = ends[0] ?? 0;

      expect(read(Buffer.concat([frames[0] as Buffer, odd])).ending).toEqual({ kind: 'torn', end });
      expect(read(Buffer.concat([frames[0] as Buffer, odd, frames[1] as Buffer])).ending).toEqual({
        kind: 'damaged',
        end,
        next: end + odd.length,
      });
    },
  );

  it('goes on at whole frames only, not at one that is damaged as well', () => {
    const [first = 0, second = 0, third = 0] = ends;
    for (let at = second; at < third; at += 1) {
      const bytes = Buffer.concat([whole, frames[0] as Buffer]);
      for (const place of [first, at]) bytes.writeUInt8((bytes[place] ?? 0) ^ 0x55, place);

      expect(read(bytes).ending).toEqual({ kind: 'damaged', end: first, next: third });
    }
  });
});

describe('a frame in the making', () => {
  const items = (bytes: Uint8Array): unknown => {
    const { found, ending } = read(Buffer.from(bytes));
    expect(ending).toEqual({ kind: 'whole', end: bytes.length });
    return JSON.parse(found[0] ?? '');
  };

  it('is a list with its number, and then the next one begins', () => {
    const list = createListFrame();
    list.add('{"a":1}');
    list.add('"ñandú 🌱"');

    expect(items(list.take(7))).toEqual([7, { a: 1 }, 'ñandú 🌱']);
    list.add('true');
    expect(items(list.take(8))).toEqual([8, true]);
    expect(items(list.take(4_294_967_295))).toEqual([4_294_967_295]);
  });

  it.each([60, 65_520, 65_536, 200_000, 1_048_570, 3_000_000])(
    'has room for items of %i letters, of whatever language, and for more after it',
    (length) => {
      const list = createListFrame();
      const [latin, arabic] = ['x'.repeat(length), 'ع'.repeat(length)];
      list.add(JSON.stringify(latin));
      list.add(JSON.stringify(arabic));
      list.add('1');

      expect(items(list.take(1))).toEqual([1, latin, arabic, 1]);
      list.add('2');
      expect(items(list.take(2))).toEqual([2, 2]);
    },
  );
});
