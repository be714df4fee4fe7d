import { describe, expect, it } from 'vitest';
import { likeness } from '../../src/setup/likeness.js';
import { proposeMapping, type SeenChat } from '../../src/setup/propose-mapping.js';

const chat = (name: string): SeenChat => ({ adapter: 'whatsapp', id: name, name, isAdmin: true });
const group = (key: string, name: string, names?: Record<string, string>) => ({
  key,
  name,
  ...(names && { names }),
});

describe('two names of a group', () => {
  it.each([
    ['Announcements', 'ANNOUNCEMENTS 📣'],
    ['Area North', 'area north (2026)'],
    ['Area East', 'East area'],
    ['Midwives and Birth Attendants', 'Midwives & birth attendants'],
    ['Gestión', 'gestion'],
    ['Supplies and Pharmacy', 'Suplies and pharmacy'],
    ['الإعلانات', 'الإعلانات 📢'],
  ])('are alike: %s, %s', (one, other) => {
    expect(likeness(one, other)).toBeGreaterThan(0.6);
    expect(likeness(other, one)).toBe(likeness(one, other));
  });

  it.each([
    ['Area North', 'Area South'],
    ['Admin Only', 'Announcements'],
    ['Training', 'Family lunch'],
    ['Area North', '📣'],
    ['', ''],
  ])('are not: %s, %s', (one, other) => {
    expect(likeness(one, other)).toBeLessThan(0.6);
  });
});

describe('which chat a group probably is', () => {
  it('goes by the likest names first, and by each chat once', () => {
    const groups = [group('north', 'Area North'), group('north-2', 'Area North 2')];
    const chats = [chat('Area north 2'), chat('AREA NORTH'), chat('Family')];

    const proposed = proposeMapping(groups, chats);

    expect(proposed.get('north')?.name).toBe('AREA NORTH');
    expect(proposed.get('north-2')?.name).toBe('Area north 2');
  });

  it('goes by a name in any of its languages', () => {
    const groups = [group('news', 'Announcements', { sw: 'Matangazo' })];

    expect(proposeMapping(groups, [chat('MATANGAZO yetu')]).get('news')).toBeDefined();
  });

  it('is left open where nothing is like it', () => {
    expect(proposeMapping([group('coast', 'Area Coast')], [chat('First aid')]).size).toBe(0);
    expect(proposeMapping([group('coast', 'Area Coast')], []).size).toBe(0);
  });
});
