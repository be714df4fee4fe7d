import { cleanName } from './direction-marks.js';

/** What WhatsApp calls an export in each language; `*` is the name of the chat. */
const templates = [
  'WhatsApp Chat with *',
  'WhatsApp Chat - *',
  'WhatsApp Chat mit *',
  'WhatsApp Chat kay *',
  'WhatsApp Chat s používateľom *',
  'WhatsApp Gesprek met *',
  'WhatsApp-chat met *',
  'WhatsApp chat med *',
  'WhatsApp-chatt med *',
  'WhatsApp-samtale med *',
  'WhatsApp Чат с *',
  'WhatsApp 与 * 的对话',
  'WhatsApp 與 * 的對話',
  'Chat de WhatsApp con *',
  'Chat WhatsApp con *',
  'Chat WhatsApp dengan *',
  'Chat WhatsApp s uživatelem *',
  'Conversa do WhatsApp com *',
  'Conversa no WhatsApp com *',
  'Conversație WhatsApp cu *',
  'Czat WhatsApp z *',
  'Discussion WhatsApp avec *',
  'Sembang WhatsApp dengan *',
  'Soga za WhatsApp na *',
  'Trò chuyện WhatsApp với *',
  'Xat de WhatsApp amb *',
  'Συνομιλία WhatsApp με *',
  'Бесіда WhatsApp з *',
  'Чат WhatsApp с контактом *',
  'Чат WhatsApp с *',
  "צ'אט WhatsApp עם *",
  'دردشة واتساب مع *',
  'گفتگوی WhatsApp با *',
  '* के साथ WhatsApp चैट',
  '* এর সাথে WhatsApp চ্যাট',
  '* کے ساتھ WhatsApp بات چیت',
  '* ile WhatsApp Sohbeti',
  '*とのWhatsAppチャット',
  '*님과의 WhatsApp 대화',
].map((template) => {
  const [before = '', after = ''] = template.toLowerCase().split('*');
  return { before, after };
});

/** The name of the chat in the name of an export, or undefined when it is not named like one. */
export function chatNameIn(fileName: string): string | undefined {
  const base = cleanName(fileName.normalize('NFC').replace(/\.(txt|zip)$/i, ''));
  // Some mail programs write an underscore for every space.
  const spaced = base.includes(' ') ? base : base.replaceAll('_', ' ');
  const lower = spaced.toLowerCase();
  for (const { before, after } of templates) {
    if (!lower.startsWith(before) || !lower.endsWith(after)) continue;
    const name = spaced.slice(before.length, spaced.length - after.length);
    // A browser adds " (1)" to a second download of the same file.
    const bare = name.replace(/ ?\(\d{1,2}\)$/, '').trim();
    if (bare !== '') return bare;
  }
  return undefined;
}

/** What to call a file that is not named like an export: its name without the ending. */
export function plainFileName(fileName: string): string {
  return cleanName(fileName.normalize('NFC').replace(/\.[^.]{1,6}$/, '')) || fileName;
}
