/**
 * PostgreSQL keeps any text but U+0000 and halves of surrogate pairs. Both may be in what a platform
 * or a plugin calls something, so they are written down as U+E000 and their number.
 */
const unkept = /[\0\ue000\p{Surrogate}]/gu;

const written = /\ue000([0-9a-f]{4})/g;

/** Any text as one that PostgreSQL keeps; nearly all stay as they are. */
export function toKept(text: string): string {
  return text.replace(
    unkept,
    (unit) => `\ue000${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The text it was before. */
export function fromKept(kept: string): string {
  if (!kept.includes('\ue000')) return kept;
  return kept.replace(written, (_, number: string) =>
    String.fromCharCode(Number.parseInt(number, 16)),
  );
}

const LAST = 0x10_ffff;

/** The first text behind all that begin with this one, as bytes of UTF-8 are compared. */
function behind(text: string): string | undefined {
  const points = [...text];
  for (let point = points.pop(); point !== undefined; point = points.pop()) {
    const number = point.codePointAt(0) ?? LAST;
    if (number === LAST) continue;
    // Between these two are halves of surrogate pairs.
    const next = number === 0xd7ff ? 0xe000 : number + 1;
    return points.join('') + String.fromCodePoint(next);
  }
  return undefined;
}

/** A range of an index; without an end where there is none. */
interface KeptRange {
  readonly from: string;
  readonly before: string | undefined;
}

/**
 * The range in which all texts are kept that begin with `prefix`. Half a pair at its end may be
 * whole in a text: then others are in the range, too.
 */
export function keptRange(prefix: string): KeptRange {
  const from = toKept(prefix.replace(/[\ud800-\udbff]$/, ''));
  return { from, before: behind(from) };
}
