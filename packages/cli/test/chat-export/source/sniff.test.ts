import { describe, expect, it } from 'vitest';
import { encodingOf, kindOfFile, whyNotText } from '../../../src/chat-export/source/sniff.js';

describe('what a file is by its first bytes', () => {
  it.each([
    ['31/12/23, 23:59 - Ana: hello', 'text'],
    ['{"at":"2024-01-01T00:00:00Z"}', 'text'],
    ['', 'text'],
    ['PK\x03\x04rest', 'zip'],
    ['PK\x05\x06', 'zip'],
    ['%PDF-1.7', 'a PDF document'],
    ['\x89PNG\r\n', 'a PNG picture'],
    ['\xff\xd8\xff\xe0', 'a JPEG picture'],
    ['OggS', 'a voice message'],
    ['\0\0\0\x20ftypmp42', 'a video'],
    ['\x1f\x8b', 'a gzip archive: unpack it first'],
  ])('%j is %s', (start, kind) => {
    expect(kindOfFile(Buffer.from(start, 'latin1'))).toBe(kind);
  });

  it('tells the encoding by the byte order mark', () => {
    expect(encodingOf(Buffer.from([0xff, 0xfe, 0x61, 0]))).toBe('utf-16le');
    expect(encodingOf(Buffer.from([0xfe, 0xff, 0, 0x61]))).toBe('utf-16be');
    expect(encodingOf(Buffer.from([0xef, 0xbb, 0xbf, 0x61]))).toBe('utf-8');
    expect(encodingOf(Buffer.from([]))).toBe('utf-8');
  });

  it('does not hold a character cut in two against a text', () => {
    expect(whyNotText(Buffer.from('नमस्ते', 'utf8').subarray(0, 16), 'utf-8')).toBeUndefined();
  });

  it('forgives a few wrong bytes, not many', () => {
    const few = Buffer.from(`${'a'.repeat(3000)}\xe9\xe9`, 'latin1');
    const many = Buffer.from('d\xe9j\xe0 '.repeat(20), 'latin1');

    expect(whyNotText(few, 'utf-8')).toBeUndefined();
    expect(whyNotText(many, 'utf-8')).toMatch(/not text in UTF-8/);
    expect(whyNotText(Buffer.from('a\0b'), 'utf-8')).toMatch(/bytes that no text has/);
  });
});
