import {
  type Menu,
  type MenuLimits,
  plain,
  plainText,
  readMenuChoice,
  withNumberedMenu,
} from '@kapwa/core';
import { testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { menuForm } from '../../src/text/menu.js';
import { pluginThat } from '../plugin-that.js';
import { temporaryLocales } from '../temporary-locales.js';

const limits: MenuLimits = {
  buttons: { most: 3, label: 20 },
  list: { most: 10, label: 24, description: 72, button: 20 },
  id: 200,
  groups: false,
};

function menuOf(labels: readonly string[], more: Partial<Menu> = {}): Menu {
  return { options: labels.map((label, index) => ({ id: `o${index}`, label })), ...more };
}

const form = (menu: Menu, of: MenuLimits | undefined = limits, direct = true) =>
  menuForm(menu, of, direct);

describe('a menu', () => {
  it('is numbered lines below the text', () => {
    const menu: Menu = {
      options: [
        { id: 'a', label: 'Pharmacy', description: 'Medicine and supplies' },
        { id: 'b', label: 'Training' },
      ],
    };

    expect(plainText(withNumberedMenu(plain('Which group?'), menu))).toBe(
      'Which group?\n1. Pharmacy\n  Medicine and supplies\n2. Training',
    );
  });

  it('is buttons where there are few and every label fits, else a list, else numbers', () => {
    const button = 'Choose';
    const eleven = Array.from({ length: 11 }, (_, index) => `${index}`);

    expect(form(menuOf(['Yes', 'No']))).toBe('buttons');
    expect(form(menuOf(['Yes', 'No', 'Later', 'Never'], { button }))).toBe('list');
    expect(form(menuOf(['A label of 24 letters ok', 'No'], { button }))).toBe('list');
    expect(form(menuOf(['A label far too long for any', 'No'], { button }))).toBe('numbered');
    expect(form(menuOf(eleven, { button }))).toBe('numbered');
  });

  it('is numbers where the platform has no menus, or not in groups', () => {
    expect(menuForm(menuOf(['Yes', 'No']), undefined, true)).toBe('numbered');
    expect(form(menuOf(['Yes', 'No']), limits, false)).toBe('numbered');
    expect(form(menuOf(['Yes', 'No']), { ...limits, groups: true }, false)).toBe('buttons');
  });

  it('is numbers where two options read the same, one reads nothing, or the button does', () => {
    expect(form(menuOf(['Yes', 'Yes']))).toBe('numbered');
    expect(form(menuOf(['Yes', ' ']))).toBe('numbered');
    expect(form(menuOf(['Yes', 'N\no']))).toBe('numbered');
    expect(form(menuOf(['1', '2', '3', '4']))).toBe('numbered');
    expect(form(menuOf([]))).toBe('numbered');
  });

  it('is a list where options have a second line, which buttons have no room for', () => {
    const options = [{ id: 'a', label: 'Pharmacy', description: 'Medicine' }];

    expect(form({ options, button: 'Choose' })).toBe('list');
    expect(form({ options })).toBe('numbered');
  });
});

describe('an answer to a menu', () => {
  const menu = menuOf(['Kiswahili', 'Español', 'العربية', '2 days', 'Yes!']);

  it.each([
    ['1', 'o0'],
    ['٢', 'o1'],
    ['३.', 'o2'],
    ['1️⃣', 'o0'],
    [' 3) ', 'o2'],
    ['kiswahili', 'o0'],
    ['ESPANOL!', 'o1'],
    ['2. Español', 'o1'],
    ['\u200fالعربية', 'o2'],
    ['2 days', 'o3'],
    ['yes', 'o4'],
    ['6', undefined],
    ['0', undefined],
    ['hello', undefined],
    ['', undefined],
    ['👍', undefined],
    ['1 or 2', undefined],
  ])('by %s is %s', (answer, id) => {
    expect(readMenuChoice(answer, menu)?.id).toBe(id);
  });

  it('by a tap is the option that was tapped, whatever it reads', () => {
    expect(readMenuChoice({ text: '1', choice: 'o2' }, menu)?.id).toBe('o2');
    expect(readMenuChoice({ text: '1', choice: 'of an older menu' }, menu)).toBeUndefined();
    expect(readMenuChoice({ text: '1' }, menu)?.id).toBe('o0');
  });

  it('that could be two of them is none', () => {
    expect(readMenuChoice('pharmacy', menuOf(['Pharmacy', 'PHARMACY']))).toBeUndefined();
    expect(readMenuChoice('2', menuOf(['Pharmacy', 'PHARMACY']))?.id).toBe('o1');
  });
});

describe('a message with a menu', () => {
  it('is said in the languages of the group, options and all, and its answer is read', async () => {
    const chosen: (string | undefined)[] = [];
    const locales = await temporaryLocales('asker', {
      en: { ask: 'Shall we meet?', yes: 'Yes', no: 'No' },
      sw: { ask: 'Tukutane?', yes: 'Ndiyo', no: 'No' },
    });
    const menu = [
      { id: 'y', key: 'yes' },
      { id: 'n', key: 'no' },
    ];
    const asked = {
      options: [
        { id: 'y', label: 'Yes / Ndiyo' },
        { id: 'n', label: 'No' },
      ],
    };
    const plugin = pluginThat(
      'asker',
      (scope) => {
        scope.on('message.received', {}, (context, event) => {
          if (event.text === 'ask') context.say({ group: 'north-area' }, 'ask', {}, { menu });
          else chosen.push(readMenuChoice(event, asked)?.id);
        });
      },
      locales,
    );
    await using community = await testCommunity({ plugins: [plugin] });

    await community.says('ana', 'north-area', 'ask');
    await community.says('ana', 'north-area', '٢');

    expect(community.group('north-area').fromBot).toEqual([
      'Shall we meet?\n\nTukutane?\n1. Yes / Ndiyo\n2. No',
    ]);
    expect(chosen).toEqual(['n']);
  });
});
