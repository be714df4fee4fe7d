import { describe, expect, it } from 'vitest';
import { readBody } from '../../../src/chat-export/body/placeholder.js';

describe('media that were left out', () => {
  it.each([
    ['<Media omitted>'],
    ['<Multimedia omitido>'],
    ['<Médias omis>'],
    ['<Mídia oculta>'],
    ['<Medien ausgeschlossen>'],
    ['<Media tidak disertakan>'],
    ['<मीडिया के बिना>'],
    ['<تم استبعاد الوسائط>'],
    ['<Media imerukwa>'],
    ['<Walang kalakip na media>'],
    ['<Медіа пропущено>'],
    ['\u200eimage omitted'],
    ['image omitted'],
    ['<\u200eimage omitted>'],
    ['\u200eGIF omitted'],
    ['\u200esticker omitted'],
    ['\u200eimagen omitida'],
    ['\u200evidéo absente'],
    ['\u200eBild weggelassen'],
    ['\u200fلم يتم إدراج الصورة'],
    ['\u200eफ़ोटो हटाई गई'],
    ['null'],
    ['Waiting for this message. This may take a while.'],
    ['live location shared'],
  ])('are known by %j', (body) => {
    expect(readBody(body, false)).toEqual({ text: '', media: 'omitted' });
  });

  it('keep their caption', () => {
    expect(readBody('<Media omitted>\nthe new poster', false)).toEqual({
      text: 'the new poster',
      media: 'omitted',
    });
  });

  it('keep the name of a document', () => {
    const body = 'Order form for the second quarter of the year, corrected.pdf • \u200e2 pages ';

    expect(readBody(`${body}\u200edocument omitted`, true)).toEqual({
      text: 'Order form for the second quarter of the year, corrected.pdf • 2 pages',
      media: 'omitted',
    });
  });

  it('are known on iOS in any language by the mark before the line', () => {
    expect(readBody('\u200eđã bỏ qua hình ảnh', true)).toEqual({ text: '', media: 'omitted' });
  });
});

describe('media that are in the archive', () => {
  it.each([
    ['IMG-20240101-WA0001.jpg (file attached)'],
    ['IMG-20240101-WA0001.jpg (ஒரு கோப்பு)'],
    ['AUD-20240101-WA0001. (file attached)'],
    ['Juma Hassan.vcf (file attached)'],
    ['\u200elista.pdf (archivo adjunto)'],
    ['PTT-20240101-WA0001.opus (الملف مرفق)'],
    ['STK-20240101-WA0001.webp (faili limeambatanishwa)'],
    ['\u200e<attached: 00000012-PHOTO-2024-01-01-10-00-00.jpg>'],
    ['<attached: 00000012-PHOTO-2024-01-01-10-00-00.jpg>'],
    ['\u200e< pièce jointe : 00000012-PHOTO-2024-01-01-10-00-00.jpg >'],
    ['\u200f<المُرفق: 00000012-PHOTO-2024-01-01-10-00-00.jpg>'],
    ['\u200e<00000012-PHOTO-2024-01-01-10-00-00.jpg eklendi>'],
    ['\u200e<附件：00000012-PHOTO-2024-01-01-10-00-00.jpg>'],
  ])('are known by %j', (body) => {
    expect(readBody(body, true)).toEqual({ text: '', media: 'attached' });
  });

  it.each([
    ['IMG-1.jpg (file attached)\nhand washing\n\nat noon', 'hand washing\n\nat noon'],
    ['Poster \u200e<attached: 00000012-PHOTO-2024-01-01-10-00-00.jpg>', 'Poster'],
    ['\u200e<attached: 00000012-PHOTO-2024-01-01-10-00-00.jpg> Poster', 'Poster'],
  ])('keep the caption of %j', (body, text) => {
    expect(readBody(body, true)).toEqual({ text, media: 'attached' });
  });

  it('include a place on the map, whose link stays', () => {
    const text = 'location: https://maps.google.com/?q=-1.28,36.81';

    expect(readBody(text, false)).toEqual({ text, media: 'attached' });
    expect(readBody(`\u200e${text}`, false)).toEqual({ text, media: 'attached' });
  });
});

describe('a message that was taken back', () => {
  it.each([
    ['This message was deleted'],
    ['You deleted this message'],
    ['\u200eThis message was deleted.'],
    ['\u200eThis message was deleted by admin Sameer.'],
    ['Se eliminó este mensaje.'],
    ['Ce message a été supprimé'],
    ['Mensagem apagada'],
    ['Diese Nachricht wurde gelöscht.'],
    ['Pesan ini dihapus'],
    ['यह मैसेज डिलीट कर दिया गया है'],
    ['\u200fتم حذف هذه الرسالة.'],
    ['Ujumbe huu ulifutwa'],
    ['Itong mensahe ay binura na'],
  ])('is known by %j', (body) => {
    expect(readBody(body, false)).toEqual({ text: '', deleted: true });
  });
});

describe('a message that was edited', () => {
  it.each([
    ['see page 2 <This message was edited>'],
    ['see page 2 \u200e<This message was edited>'],
    ['see page 2 <Se editó este mensaje.>'],
    ['see page 2 <Mensagem editada>'],
    ['see page 2 \u200f<تم تعديل هذه الرسالة>'],
    ['see page 2 \u200e<some words in a language nobody taught the reader>'],
  ])('is known by %j', (body) => {
    expect(readBody(body, false)).toEqual({ text: 'see page 2', edited: true });
  });

  it('may hold a caption', () => {
    expect(readBody('<Media omitted>\nposter <This message was edited>', false)).toEqual({
      ...{ text: 'poster', media: 'omitted' },
      edited: true,
    });
  });
});

describe('what people write themselves', () => {
  it.each([
    ['see the register (attached)'],
    ['the report for May (file attached)'],
    ['I <3 this group'],
    ['<b>bold</b>'],
    ['temperature < 38, pulse > 60'],
    ['image omitted the second line of the poster'],
    ['This message was deleted, why?'],
    ['Nobody deleted this message\nreally'],
    ['This'],
    ['N'],
    ['nullify'],
    ['حذف المشرف رسالتي أمس'],
    ['(no text)'],
    [')'],
    ['>'],
    [''],
  ])('stays as it is: %j', (body) => {
    expect(readBody(body, false)).toEqual({ text: body });
  });

  it('loses only the space at its end', () => {
    expect(readBody('hello  \n', false)).toEqual({ text: 'hello' });
  });
});

describe('a body that the platform marked', () => {
  it.each([
    ['\u200eSameer added Grace'],
    ['\u200eMissed voice call'],
    ['\u200eThay đổi biểu tượng nhóm'],
  ])('is led like a notice: %j', (body) => {
    expect(readBody(body, false)).toEqual({ text: body.slice(1), led: true });
  });

  it.each([
    ['\u200ePOLL:\nDay?\n\u200eOPTION: A (\u200e1 vote)', 'POLL:\nDay?\nOPTION: A (1 vote)'],
    ['\u200eENCUESTA:', 'ENCUESTA:'],
    ['\u200ehttps://example.org', 'https://example.org'],
    ['\u200e@\u2068Ana Reyes\u2069 thank you', '@\u2068Ana Reyes\u2069 thank you'],
  ])('is a message all the same: %j', (body, text) => {
    expect(readBody(body, false)).toEqual({ text });
  });
});
