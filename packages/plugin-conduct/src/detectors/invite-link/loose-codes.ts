import type { FoundInvite } from './found-invite.js';

/** WhatsApp's codes have 22 letters and digits; a hyphen or dot would make it something else. */
const CODE = /(?<![\w.=@#+-]|\S\/)[A-Za-z0-9]{22}(?![\w/.@=+-])/g;
const ABOUT_A_GROUP =
  /whats\s?app|watsap|\bwa\b|\bgc\b|grup|group|kundi|grupo|groupe|invit|ग्रुप|समूह|গ্রুপ|مجموعة|جروب|قروب|گروپ/i;

/**
 * Finds a WhatsApp invitation code sent without its link ("put this behind chat.whatsapp...").
 *
 * The shape is rare enough in a message that is about a group: 22 characters that hold small
 * letters, capitals and digits.
 */
export function* findLooseCodes(folded: string): Generator<FoundInvite> {
  for (const match of folded.matchAll(CODE)) {
    const code = match[0];
    if (!/\d/.test(code) || !/[a-z]/.test(code) || !/[A-Z]/.test(code)) continue;
    if (!ABOUT_A_GROUP.test(folded)) return;
    yield {
      start: match.index,
      end: match.index + code.length,
      link: `chat.whatsapp.com/${code}`,
      reason: 'whatsapp-group-code',
      severity: 'medium',
    };
  }
}
