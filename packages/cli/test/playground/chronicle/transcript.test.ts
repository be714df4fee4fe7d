import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import type { Entry, Where, Who } from '../../../src/playground/chronicle/entry.js';
import { summarize } from '../../../src/playground/chronicle/summary.js';
import {
  summaryLines,
  type TranscriptStyle,
  transcriptLines,
} from '../../../src/playground/chronicle/transcript.js';
import { clockFace } from '../../../src/playground/text/clock-face.js';

const at = Date.UTC(2027, 2, 1, 5, 0);
const north: Where = { id: 'north', name: 'Area North', direct: false };
const toAna: Where = { id: 'ana', name: 'Ana', direct: true };
const ana: Who = { id: 'ana', name: 'Ana', bot: false };
const sameer: Who = { id: 'sam', name: 'Sameer', bot: false };
const kapwa: Who = { id: 'bot', name: 'Kapwa', bot: true };

const style: TranscriptStyle = {
  face: clockFace('Africa/Nairobi'),
  colors: pc.createColors(false),
  columns: 60,
  placeColumns: 11,
};

const lines = (entry: Entry): readonly string[] => transcriptLines(entry, entry, style);

describe('a transcript', () => {
  it('says when, where and who, and goes on below the words', () => {
    const text = 'Good morning, has anybody a spare cold box for the north?';

    expect(lines({ kind: 'said', at, where: north, who: ana, text, message: 'm1' })).toEqual([
      '08:00  Area North   Ana: Good morning, has anybody a spare',
      '                    cold box for the north?',
    ]);
  });

  it('says to whom the bot writes, and in which languages', () => {
    expect(
      lines({
        kind: 'said',
        at,
        where: toAna,
        who: kapwa,
        text: 'Karibu',
        message: 'm1',
        languages: ['sw', 'en'],
      }),
    ).toEqual(['08:00  Ana, direct  Kapwa (sw, en): Karibu']);
  });

  it('says below a message what was noticed and why', () => {
    const entry: Entry = {
      kind: 'noticed',
      at,
      where: north,
      plugin: 'conduct',
      detector: 'invite-link',
      reason: 'evasion',
      mode: 'observe',
      text: 'Ana posted a link.',
    };

    expect(lines(entry).join(' ').replace(/\s+/g, ' ').trim()).toBe(
      '· conduct noticed: invite-link (observe): Ana posted a link.',
    );
  });

  it.each<[Entry, string]>([
    [{ kind: 'joined', at, where: north, who: ana, by: sameer }, 'Ana joined (by Sameer)'],
    [{ kind: 'left', at, where: north, who: ana }, 'Ana left'],
    [{ kind: 'left', at, where: north, who: ana, by: sameer }, 'Ana was removed (by Sameer)'],
    [{ kind: 'role', at, where: north, who: ana, role: 'admin' }, 'Ana is now admin'],
    [{ kind: 'role', at, where: north, who: ana, role: 'member' }, 'Ana is no admin any more'],
    [{ kind: 'posting', at, where: north, posting: 'admins' }, 'only admins can write now'],
    [{ kind: 'posting', at, where: north, posting: 'everyone' }, 'everyone can write now'],
    [
      { kind: 'deleted', at, where: north, who: kapwa, author: ana, message: 'm1' },
      'Kapwa deleted a message of Ana',
    ],
    [
      { kind: 'deleted', at, where: north, who: ana, author: ana, message: 'm1' },
      'Ana deleted their message',
    ],
    [
      { kind: 'edited', at, where: north, who: ana, text: 'at ten', message: 'm1' },
      'Ana changed a message: at ten',
    ],
    [{ kind: 'reacted', at, where: north, who: ana, emoji: '🌟', message: 'm1' }, 'Ana reacted 🌟'],
    [
      { kind: 'reacted', at, where: north, who: ana, emoji: '', message: 'm1' },
      'Ana took a reaction back',
    ],
    [
      { kind: 'not-allowed', at, where: north, who: ana, reason: 'only members can do this' },
      'Ana could not: only members can do this',
    ],
    [
      {
        kind: 'not-done',
        at,
        plugin: 'conduct',
        action: 'message.send',
        outcome: 'refused',
        reason: 'blocked',
      },
      'conduct asked for message.send: refused, blocked',
    ],
    [
      { kind: 'not-done', at, plugin: 'conduct', action: 'message.send', outcome: 'expired' },
      'conduct asked for message.send: expired',
    ],
    [
      { kind: 'plugin-failed', at, plugin: 'conduct', error: 'it broke' },
      'conduct failed: it broke',
    ],
    [{ kind: 'narrated', at, text: 'Somebody new comes in' }, '— Somebody new comes in'],
  ])('tells of %j', (entry, sentence) => {
    expect(lines(entry).join(' ').replace(/\s+/g, ' ')).toContain(sentence);
  });

  it('puts the day above what happens on it first', () => {
    const said: Entry = { kind: 'said', at, where: north, who: ana, text: 'Hi', message: 'm1' };
    const later: Entry = { ...said, at: at + 86_400_000 };

    expect(transcriptLines(said, undefined, style)).toContain('Monday 1 March 2027');
    expect(transcriptLines(later, said, style)).toContain('Tuesday 2 March 2027');
    expect(transcriptLines(said, said, style).join()).not.toContain('March');
  });

  it('colours nothing where no colours are wanted, and the same words where they are', () => {
    const said: Entry = { kind: 'said', at, where: north, who: kapwa, text: 'Hi', message: 'm1' };
    const colourful = { ...style, colors: pc.createColors(true) };
    const [coloured = ''] = transcriptLines(said, said, colourful);

    expect(lines(said).join()).not.toContain('\u001b');
    expect(coloured).toContain('\u001b[32mKapwa');
  });

  it('needs no column for places', () => {
    const { placeColumns: _, ...narrow } = style;
    const said: Entry = {
      kind: 'said',
      at,
      where: north,
      who: ana,
      text: 'Hi\nAll',
      message: 'm1',
    };

    expect(transcriptLines(said, said, narrow)).toEqual([
      '08:00  Area North  Ana: Hi',
      '       All',
    ]);
  });
});

describe('the end of a transcript', () => {
  it('counts what people wrote, what the bot answered, noticed, took down, thanked and welcomed', () => {
    const said = { kind: 'said', at, where: north, message: 'm1', text: 'Hi' } as const;
    const noticed = { kind: 'noticed', at, plugin: 'p', text: 't' } as const;
    const summary = summarize([
      { ...said, who: ana },
      { ...said, who: kapwa, languages: ['sw', 'en'] },
      { ...noticed, reason: 'thanks' },
      { ...noticed, reason: 'self-thanks' },
      { ...noticed, reason: 'welcome' },
      { ...noticed, reason: 'invite-link', detector: 'invite-link' },
      { kind: 'deleted', at, where: north, who: kapwa, author: ana, message: 'm1' },
      { kind: 'deleted', at, where: north, who: ana, author: ana, message: 'm1' },
    ]);

    expect(summary).toEqual({
      messages: 1,
      answers: 1,
      noticed: 1,
      deleted: 1,
      thanks: 1,
      welcomed: 1,
      languages: ['en', 'sw'],
    });
    expect(summaryLines(summary, style).join('\n')).toContain(
      '1 message · 1 answer by the bot in en, sw · 1 noticed, 1 deleted · 1 thank-you counted · 1 welcomed',
    );
  });
});
