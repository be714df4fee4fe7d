import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownName } from '../../src/attachments/file-name.js';
import { realType } from '../../src/attachments/real-type.js';
import { drawing, film, pdf, photo, program, sound, webp } from './pictures.js';

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1');

describe('what a file really is', () => {
  it.each<[string, Uint8Array, string | undefined, string]>([
    ['a photo', photo(), 'application/pdf', 'image/jpeg'],
    ['a drawing', drawing, undefined, 'image/png'],
    ['a WebP', webp, undefined, 'image/webp'],
    ['a film', film, 'video/mp4', 'video/mp4'],
    ['a voice in the form of a film', film, 'audio/mp4', 'audio/mp4'],
    ['a photo of an iPhone', bytesOf('\0\0\0\x18ftypheic'), 'image/jpeg', 'image/heic'],
    ['an MP3', sound, undefined, 'audio/mpeg'],
    ['an MP3 without a tag', bytesOf('\xff\xfb\x90\x64'), undefined, 'audio/mpeg'],
    ['a voice note', bytesOf('OggS\0'), 'audio/ogg; codecs=opus', 'audio/ogg'],
    ['a form', pdf, 'text/plain', 'application/pdf'],
    ['a Word document', bytesOf('PK\x03\x04'), docx, docx],
    ['an archive that says it is a photo', bytesOf('PK\x03\x04'), 'image/png', 'application/zip'],
    ['a program', program, 'application/pdf', 'application/octet-stream'],
    ['a script', bytesOf('#!/bin/sh'), 'text/plain', 'text/html'],
    ['a page', bytesOf(' <html>'), 'text/plain', 'text/html'],
    ['a drawing made of words', bytesOf('<svg onload="">'), 'image/png', 'text/html'],
    ['words', Buffer.from('Kumusta, привет'), undefined, 'text/plain'],
    ['words cut within a letter', Buffer.from('я').subarray(0, 1), undefined, 'text/plain'],
    ['a table', bytesOf('name;phone'), 'text/csv', 'text/csv'],
    ['nothing', new Uint8Array(), 'image/png', 'application/octet-stream'],
  ])('is told by its first bytes: %s', (_, head, told, type) => {
    expect(realType(head.subarray(0, 64), told)).toBe(type);
  });

  it('is never a raised error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.option(fc.string()), (head, told) => {
        expect(realType(head, told ?? undefined)).toMatch(/^[a-z]+\/[\w.+-]+$/);
      }),
    );
  });
});

describe('the name of a file', () => {
  it.each([
    ['form.pdf', 'application/pdf', 'form.pdf'],
    ['../../etc/passwd', 'text/plain', 'passwd.txt'],
    ['C:\\Users\\Ana\\Our well.JPG', 'image/jpeg', 'Our well.JPG'],
    ['photo.jpeg', 'image/jpeg', 'photo.jpeg'],
    ['pdf\u202efdp.exe', 'application/pdf', 'pdffdp.exe.pdf'],
    ['ripoti ya mwezi', 'application/pdf', 'ripoti ya mwezi.pdf'],
    ['.htaccess', 'text/plain', 'htaccess.txt'],
    ['', 'image/png', 'file.png'],
    ['تقرير.pdf', 'application/pdf', 'تقرير.pdf'],
  ])('%j is shown as it may be', (name, type, shown) => {
    expect(shownName(name, type)).toBe(shown);
  });

  it('leads nowhere and hides nothing, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const shown = shownName(name, 'application/pdf');

        expect(shown).toMatch(/\.pdf$/i);
        expect(shown).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u);
        expect([...shown].length).toBeLessThanOrEqual(124);
      }),
    );
  });
});
