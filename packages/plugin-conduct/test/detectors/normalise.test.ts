import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, originalSpan, rewrite } from '../../src/detectors/normalise.js';

describe('folding a message for matching', () => {
  it.each([
    ['Cyrillic look-alikes', 'сhаt.whаtsаpp.соm', 'chat.whatsapp.com'],
    ['Greek and Armenian look-alikes', 'һατѕαρρ', 'hatsapp'],
    ['fullwidth letters and signs', 'ｃｈａｔ．ｃｏｍ／Ａ', 'chat.com/A'],
    ['mathematical letters', '𝐜𝐡𝐚𝐭', 'chat'],
    ['circled and squared letters', 'ⓒ🅷🄰🅃', 'cHAT'],
    ['small capitals', 'ᴄʜᴀᴛ', 'chat'],
    ['struck-through letters', 'c̶h̶a̶t̶', 'chat'],
    ['accents on Latin letters', 'número à Ngũgĩ', 'numero a Ngugi'],
    ['zero-width, soft hyphen and direction marks', 'c\u200bh\u00ada\u202et\u2060', 'chat'],
    ['keycap digits', '0️⃣7️⃣', '07'],
    ['Arabic-Indic digits', '٠٧٩', '079'],
    ['Eastern Arabic digits', '۰۳۰', '030'],
    ['Devanagari and Bengali digits', '९८ ৯৮', '98 98'],
    ['Burmese, Thai, Khmer and Tibetan digits', '၀๑២༣', '0123'],
    ['circled digits of every kind', '⓪①❷➂➍⓵', '012341'],
    ['dashes, dots and slashes of every kind', 'a–b—c−d·e。f⁄g', 'a-b-c-d.e.f/g'],
    ['unusual blanks and line ends', 'a\u00a0b\u3000c\u2028d', 'a b c\nd'],
    ['a lone regional indicator', '🇨 🇭', 'C H'],
  ])('reads %s', (_, written, read) => {
    expect(fold(written).text).toBe(read);
  });

  it.each([
    ['Arabic with vowel signs', 'السَّلَامُ عَلَيْكُمْ'],
    ['Hindi', 'नमस्ते, मीटिंग कल है'],
    ['Thai', 'สวัสดีครับ น้ำ'],
    ['Baybayin', 'ᜃᜓᜋᜓᜐ᜔ᜆ'],
    ['Amharic', 'ሰላም ለሁላችሁ'],
    ['Burmese', 'မင်္ဂလာပါ'],
    ['Chinese and Japanese', '你好 ありがとう'],
    ['flags', '🇰🇪🇵🇭'],
  ])('leaves %s as it is', (_, text) => {
    expect(fold(text).text).toBe(text);
  });

  it('knows where in the message a folded stretch stands', () => {
    const message = 'Go: с\u200bһａt now';

    const folded = fold(message);
    const at = folded.text.indexOf('chat');
    const span = originalSpan(folded, at, at + 4);

    expect(message.slice(span.start, span.end)).toBe('с\u200bһａt');
  });

  it('is not confused later on by half a character', () => {
    fold('\ud835 alone');

    expect(fold('𝐜𝐡𝐚𝐭').text).toBe('chat');
  });

  it('keeps the way back when parts are replaced afterwards', () => {
    const message = '👋 nine ni\u200bne';

    const folded = rewrite(fold(message), /nine/g, () => '9');
    const spans = [...folded.text.matchAll(/9/g)].map(({ index }) =>
      originalSpan(folded, index, index + 1),
    );

    expect(spans.map(({ start, end }) => message.slice(start, end))).toEqual([
      'nine',
      'ni\u200bne',
    ]);
  });

  it('never loses its place, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (message) => {
        const folded = fold(message);
        for (let at = 0; at < folded.text.length; at += 1) {
          const { start, end } = originalSpan(folded, at, at + 1);
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(message.length);
        }
      }),
    );
  });
});
