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
