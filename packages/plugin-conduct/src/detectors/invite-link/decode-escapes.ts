import { type Folded, rewrite } from '../normalise.js';

const PERCENT = /%(?:25){0,4}([2-7][0-9a-f])/gi;
const ENTITY = /&(?:#0{0,4}(\d{2,3})|#x0{0,4}([0-9a-f]{2})|(period|sol|colon|nbsp));/gi;
const NAMED: Readonly<Record<string, string>> = { period: '.', sol: '/', colon: ':', nbsp: ' ' };

/**
 * Reads `chat%2Ewhatsapp%2Ecom%2FAbC` (also encoded twice) and `chat&#46;whatsapp&#46;com` as
 * programs that open links read them. A text without `%` and `&` is returned as it is.
 */
export function decodeEscapes(folded: Folded): Folded {
  let decoded = folded;
  if (decoded.text.includes('%')) {
    decoded = rewrite(decoded, PERCENT, ([, hex]) => printable(Number.parseInt(hex ?? '', 16)));
  }
  if (decoded.text.includes('&')) {
    decoded = rewrite(decoded, ENTITY, ([, decimal, hex, name]) => {
      if (name !== undefined) return NAMED[name.toLowerCase()];
      return printable(Number.parseInt(decimal ?? hex ?? '', decimal === undefined ? 16 : 10));
    });
  }
  return decoded;
}

function printable(code: number): string | undefined {
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : undefined;
}
