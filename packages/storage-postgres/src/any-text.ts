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

/**
 * With what every kept text begins whose own begins with `prefix`: half a pair at its end may be
 * whole in the text.
 */
export function keptPrefix(prefix: string): string {
  return toKept(prefix.replace(/[\ud800-\udbff]$/, ''));
}
