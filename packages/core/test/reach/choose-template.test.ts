import { describe, expect, it } from 'vitest';
import type { MessageTemplate } from '../../src/model/template.js';
import { chooseTemplate, type TemplateWish } from '../../src/reach/choose-template.js';

const template = (name: string, more: Partial<MessageTemplate> = {}): MessageTemplate => ({
  name,
  languages: { en: 'en_US' },
  parameters: [],
  serves: ['everything'],
  ...more,
});

const wish: TemplateWish = {
  plugin: 'onboarding',
  reason: 'welcome',
  languages: ['sw'],
  values: { community: 'Health Workers', text: 'Hello\n\n  there' },
};

describe('the template for something that is to be said', () => {
  it('is the one made for just that, before those for more', () => {
    const all = [
      template('all'),
      template('plugin', { serves: ['onboarding'] }),
      template('just-that', { serves: ['onboarding.welcome'] }),
      template('other', { serves: ['conduct'] }),
    ];
    expect(chooseTemplate(all, wish, false)?.name).toBe('just-that');
    expect(chooseTemplate(all.slice(0, 2), wish, false)?.name).toBe('plugin');
    expect(chooseTemplate(all, { ...wish, plugin: 'bulletin' }, false)?.name).toBe('all');
    expect(chooseTemplate(all.slice(1), { ...wish, plugin: 'bulletin' }, false)).toBeUndefined();
  });

  it.each([
    ['in their language', ['sw'], { en: 'en_US', sw: 'sw_KE' }, 'sw_KE'],
    ['in one they understand', ['ceb'], { en: 'en_US', fil: 'fil' }, 'fil'],
    ['in English', ['hi'], { fil: 'fil', en: 'en_GB' }, 'en_GB'],
    ['in whatever there is', ['hi'], { fil: 'fil' }, 'fil'],
    ['in that of the community', ['hi', 'fil'], { fil: 'fil', sw: 'sw' }, 'fil'],
  ])('is %s', (_, languages, approved, code) => {
    const all = [template('all', { languages: approved })];
    expect(chooseTemplate(all, { ...wish, languages }, false)?.language).toBe(code);
  });

  it('holds the words on one line, and is not taken where they do not fit', () => {
    const all = [template('said', { parameters: ['community', 'text'] })];
    expect(chooseTemplate(all, wish, true)?.parameters).toEqual(['Health Workers', 'Hello there']);
    expect(chooseTemplate(all, wish, false)).toBeUndefined();
    const long = { ...wish, values: { ...wish.values, text: 'a'.repeat(901) } };
    expect(chooseTemplate(all, long, true)).toBeUndefined();
    const { text: _text, ...without } = wish.values;
    expect(chooseTemplate(all, { ...wish, values: without }, true)).toBeUndefined();
  });
});

describe('a template with buttons', () => {
  const choices = ['ab:yes', 'ab:no'];
  const asking = template('asking', { parameters: ['person'], buttons: ['choice', 'choice'] });
  const values = { ...wish.values, person: 'Amina' };

  it('holds a question with as many options, whose taps bring back what they mean', () => {
    const all = [template('said', { parameters: ['text'] }), asking];

    expect(chooseTemplate(all, { ...wish, values, choices }, true)).toMatchObject({
      name: 'asking',
      buttons: [{ reply: 'ab:yes' }, { reply: 'ab:no' }],
    });
    expect(chooseTemplate(all, { ...wish, values, choices: ['ab:yes'] }, true)).toBeUndefined();
    expect(chooseTemplate(all, { ...wish, values }, true)?.name).toBe('said');
    const long = { ...wish, values, choices: ['ab:yes', 'a'.repeat(129)] };
    expect(chooseTemplate(all, long, true)).toBeUndefined();
  });

  it('invites by START, and leads to an address that ends in a key', () => {
    const buttons = ['start', 'link', 'link-with-group'] as const;
    const all = [template('waiting', { buttons: [...buttons] })];
    const keys = { community: 'health', group: 'north' };

    expect(chooseTemplate(all, { ...wish, keys, choices, file: 'image' }, false)?.buttons).toEqual([
      { reply: 'START' },
      {},
      { link: 'north' },
    ]);
    expect(chooseTemplate(all, { ...wish, keys: { community: 'health' } }, false)).toBeUndefined();
  });
});

describe('a template with a heading', () => {
  it('is filled with a value that fits above it', () => {
    const all = [template('waiting', { header: 'community' })];
    const long = { ...wish, values: { community: 'a'.repeat(41) } };

    expect(chooseTemplate(all, wish, false)?.header).toEqual({ text: 'Health Workers' });
    expect(chooseTemplate(all, long, false)).toBeUndefined();
  });

  it('takes the picture of the message, and no message without one', () => {
    const all = [template('said', { parameters: ['text'] })];
    const pictured = template('poster', { parameters: ['text'], header: 'image' });

    expect(chooseTemplate([...all, pictured], { ...wish, file: 'image' }, true)).toMatchObject({
      name: 'poster',
      header: { file: 'image' },
    });
    expect(chooseTemplate(all, { ...wish, file: 'image' }, true)).toBeUndefined();
    expect(chooseTemplate([pictured], wish, true)).toBeUndefined();
    expect(chooseTemplate([pictured], { ...wish, file: 'document' }, true)).toBeUndefined();
  });
});
