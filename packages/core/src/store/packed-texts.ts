/** Texts one behind the other: a byte for each unit of one that is Latin-1 alone, as ids nearly always are. */
export interface PackedTexts {
  /** Puts a text behind the others; answers whether it is wide: whether it takes two bytes a unit. */
  add(text: string): boolean;
  /** Where the next one begins. */
  end(): number;
  /** Whether a text is what stands there. */
  is(text: string, from: number, to: number, isWide: boolean): boolean;
  read(from: number, to: number, isWide: boolean): string;
  /** Leaves nothing of what stands there. */
  clear(from: number, to: number): void;
}

const SMALLEST = 1024;
/** The last unit that one byte is enough for. */
const NARROW = 0xff;

/** Makes an empty place for texts. */
export function createPackedTexts(): PackedTexts {
  let bytes = new Uint8Array(SMALLEST);
  let end = 0;

  const makeRoom = (more: number): void => {
    if (end + more <= bytes.length) return;
    const old = bytes;
    bytes = new Uint8Array((end + more) * 2);
    bytes.set(old);
  };

  const unitAt = (place: number): number =>
    (bytes[place] as number) | ((bytes[place + 1] as number) << 8);

  const addWide = (text: string): void => {
    makeRoom(text.length * 2);
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      bytes[end + at * 2] = unit & NARROW;
      bytes[end + at * 2 + 1] = unit >>> 8;
    }
    end += text.length * 2;
  };

  return {
    add(text) {
      makeRoom(text.length);
      for (let at = 0; at < text.length; at += 1) {
        const unit = text.charCodeAt(at);
        if (unit > NARROW) {
          addWide(text);
          return true;
        }
        bytes[end + at] = unit;
      }
      end += text.length;
      return false;
    },
    end: () => end,
    is(text, from, to, isWide) {
      const width = isWide ? 2 : 1;
      if (to - from !== text.length * width) return false;
      for (let at = 0; at < text.length; at += 1) {
        const place = from + at * width;
        if ((isWide ? unitAt(place) : bytes[place]) !== text.charCodeAt(at)) return false;
      }
      return true;
    },
    read(from, to, isWide) {
      let text = '';
      for (let place = from; place < to; place += isWide ? 2 : 1) {
        text += String.fromCharCode(isWide ? unitAt(place) : (bytes[place] as number));
      }
      return text;
    },
    clear(from, to) {
      bytes.fill(0, from, to);
    },
  };
}
