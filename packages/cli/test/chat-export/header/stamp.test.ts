import { describe, expect, it } from 'vitest';
import { readStamp } from '../../../src/chat-export/header/stamp.js';

const evening = { date: [31, 12, 23], hour: 23, minute: 59, second: 0 };

describe('the stamp in front of a message', () => {
  it.each([
    ['Android, 12 hours', '12/31/23, 11:59 PM - ', [12, 31, 23], 'dash'],
    ['Android, 24 hours', '31/12/2023, 23:59 - ', [31, 12, 2023], 'dash'],
    ['Android, dots', '31.12.23, 23:59 - ', [31, 12, 23], 'dash'],
    ['Android, dashes', '2023-12-31, 23:59 - ', [2023, 12, 31], 'dash'],
    ['Android, no comma', '31/12/2023 23:59 - ', [31, 12, 2023], 'dash'],
    ['Android, a dot in the time', '31/12/23, 23.59 - ', [31, 12, 23], 'dash'],
    ['Android, with seconds', '31-12-23 23:59:00 - ', [31, 12, 23], 'dash'],
    ['iOS, 24 hours', '[31/12/2023, 23:59:00] ', [31, 12, 2023], 'bracket'],
    ['iOS, year first', '[2023/12/31 23:59:00] ', [2023, 12, 31], 'bracket'],
    ['iOS, dots', '[31.12.23, 23.59.00] ', [31, 12, 23], 'bracket'],
    ['iOS before 2018', '12/31/23, 11:59:00 PM: ', [12, 31, 23], 'colon'],
    ['spaces in the date', '31. 12. 2023. 23:59 - ', [31, 12, 2023], 'dash'],
    ['a word between', '31/12/2023 à 23:59 - ', [31, 12, 2023], 'dash'],
    ['French of Canada', '2023-12-31, 23 h 59 - ', [2023, 12, 31], 'dash'],
    ['the Buddhist era', '[12/31/2566 BE, 23:59:00] ', [12, 31, 2566], 'bracket'],
  ])('is read as %s writes it', (_, start, date, shape) => {
    const stamp = readStamp(`${start}Ana: hello`);

    expect(stamp).toMatchObject({ ...evening, date, shape, end: start.length });
  });

  it.each([
    ['a narrow space', '11:59\u202fPM'],
    ['an unbreakable space', '11:59\u00a0PM'],
    ['no space', '11:59PM'],
    ['lower case', '11:59 pm'],
    ['Spanish', '11:59 p. m.'],
    ['Spanish of Mexico', '11:59 p.m.'],
    ['Spanish with narrow spaces', '11:59\u202fp.\u00a0m.'],
    ['Arabic', '11:59 م'],
    ['Hindi', '11:59 अपराह्न'],
    ['Swahili', '11:59 jioni'],
    ['Malay', '11:59 PTG'],
    ['Greek', '11:59 μ.μ.'],
    ['Chinese, in front', '下午11:59'],
    ['Korean, in front', '오후 11:59'],
    ['words', '11:59 in the evening'],
    ['the night', '11:59 at night'],
  ])('knows the afternoon by %s', (_, time) => {
    expect(readStamp(`31/12/23, ${time} - Ana: hello`)).toMatchObject(evening);
  });

  it.each([
    ['12:05 AM', 0],
    ['12:05 PM', 12],
    ['1:05 a. m.', 1],
    ['12:05 ص', 0],
    ['12:05 पूर्वाह्न', 0],
    ['12:05 at night', 0],
    ['24:05', 0],
    ['0:05', 0],
  ])('takes %s for the hour %i', (time, hour) => {
    expect(readStamp(`31/12/23, ${time} - Ana: hello`)).toMatchObject({ hour, minute: 5 });
  });

  it.each([
    ['Arabic', '٣١‏/١٢‏/٢٣، ١١:٥٩ م - '],
    ['Persian', '۳۱/۱۲/۲۳, ۲۳:۵۹ - '],
    ['Devanagari', '३१/१२/२३, २३:५९ - '],
    ['Bengali', '৩১/১২/২৩, ২৩:৫৯ - '],
  ])('reads %s digits', (_, start) => {
    expect(readStamp(`${start}أمينة: مرحبا`)).toMatchObject(evening);
  });

  it('skips the marks an export sprinkles over it', () => {
    const line = '\u200e[\u200f31\u200f/12\u200f/23\u060c 23:59:00] \u200eAna';

    expect(readStamp(line)).toMatchObject({ ...evening, marked: true, end: line.length - 4 });
  });

  it('does not take a byte order mark for the sign of an attachment', () => {
    expect(readStamp('\ufeff31/12/23, 23:59 - Ana: hello')).toMatchObject({ marked: false });
  });

  it('still knows a header whose trailing space was lost', () => {
    expect(readStamp('31/12/23, 23:59 -')).toMatchObject({ end: 17 });
  });

  it.each([
    [''],
    ['hello'],
    ['1. Wash hands'],
    ['12/03/2024 Kibwezi, 14/03/2024 Mtito'],
    ['31/12/2023'],
    ['31/12/2023, 23:59'],
    ['31/12/2023, 23:59 see you'],
    ['31/12/2023, 23:59 maybe - Ana: hello'],
    ['31/12/2023, 25:59 - Ana: hello'],
    ['31/12/2023, 23:60 - Ana: hello'],
    ['31/12-2023, 23:59 - Ana: hello'],
    ['31/12/20233, 23:59 - Ana: hello'],
    ['[31/12/2023, 23:59:59 Ana: hello'],
    ['[1] see the note'],
    ['[12/31, 11:59 PM] Ana: copied from the chat'],
    ['2016-04-29 10:30:00'],
    ['10:30 - tea'],
    ['+63 917 000 0000'],
    ['٣ أكواب'],
  ])('is not found in %j', (line) => {
    expect(readStamp(line)).toBeUndefined();
  });
});
