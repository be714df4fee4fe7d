/**
 * A link that opens the chat with a number and has START ready to be sent: how people make the
 * first step, which a bot had better not. Undefined for what is no number.
 *
 * @example
 * startLinkTo('+254 700 000 099'); // https://wa.me/254700000099?text=START
 */
export function startLinkTo(number: string): string | undefined {
  const digits = number.replace(/\D/g, '');
  return digits.length < 5 ? undefined : `https://wa.me/${digits}?text=START`;
}
