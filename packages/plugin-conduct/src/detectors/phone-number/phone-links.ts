/** A number inside a link that rings or writes to it. */
export interface LinkedNumber {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
}

const LINK =
  /(?:\bwa\.me\/(?:c\/|qr\/)?|(?:\bwhatsapp\.com\/send\/?|\bwhatsapp:\/\/send\/?|\bviber:\/\/\w{1,10}\/?)\?[\w=&%+-]{0,80}?(?:phone|number)=|\bwaid=|\b(?:tel|sms|smsto|callto|facetime):(?:\/\/)?|\bt(?:elegram)?\.me\/(?=\+|%2b)|\bsignal\.me\/#p\/)(?:\+|%2b|%20){0,2}(\d[\d.() -]{5,18}\d)/gi;

/**
 * Finds numbers in `wa.me/...`, `tel:`, `sms:`, `?phone=` and Telegram, Signal or Viber contact
 * links. Digits in every other link are an address and nobody's number.
 */
export function findLinkedNumbers(folded: string): LinkedNumber[] {
  return Array.from(folded.matchAll(LINK), (match) => {
    const end = match.index + match[0].length;
    const number = match[1] ?? '';
    return { start: end - number.length, end, digits: number.replace(/\D/g, '') };
  });
}
