import type { Blueprint } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { nextStep } from '../../src/setup/next-step.js';

const accepted = { whatsapp: { unofficialClient: 'accepted' } };
const cloud = {
  WHATSAPP_TOKEN: 'EAAx',
  WHATSAPP_PHONE_NUMBER_ID: '1',
  WHATSAPP_APP_SECRET: 's',
  WHATSAPP_VERIFY_TOKEN: 'v',
};
const untied = { groups: [{ key: 'north' }] } as unknown as Pick<Blueprint, 'groups'>;
const tied = (adapter: string) =>
  ({ groups: [{ key: 'north', chat: { adapter, id: '1' } }] }) as unknown as typeof untied;

const after = (
  settings: Readonly<Record<string, string>>,
  blueprint: Partial<Pick<Blueprint, 'adapters' | 'groups'>> = {},
  decided: readonly string[] = [],
) =>
  nextStep({
    settings,
    blueprint: { adapters: {}, ...untied, ...blueprint },
    decided: new Set(decided),
  });

describe('what a bot needs next', () => {
  it('is a messenger where there is none', () => {
    expect(after({})).toEqual({ kind: 'messenger' });
  });

  it('is what the official API lacks, and nothing that is there', () => {
    const { WHATSAPP_APP_SECRET: _, ...some } = cloud;

    expect(after({ WHATSAPP_DRIVER: 'cloud', ...some })).toEqual({
      kind: 'cloud',
      missing: ['WHATSAPP_APP_SECRET'],
    });
    expect(after({ WHATSAPP_DRIVER: 'hybrid' }, { adapters: accepted })?.kind).toBe('cloud');
    expect(after({ WHATSAPP_DRIVER: 'cloud', ...cloud })).toBeUndefined();
  });

  it('is a yes to the risks of a linked device', () => {
    expect(after({ WHATSAPP_DRIVER: 'linked-device' })).toEqual({ kind: 'consent' });
    expect(after({ WHATSAPP_DRIVER: 'hybrid', ...cloud })).toEqual({ kind: 'consent' });
  });

  it('is to tie groups, until one is tied or somebody has decided about them', () => {
    const linked = { WHATSAPP_DRIVER: 'linked-device' };
    const both = { adapters: accepted, ...tied('whatsapp') };

    expect(after(linked, { adapters: accepted })).toEqual({ kind: 'groups', adapter: 'whatsapp' });
    expect(after(linked, both)).toBeUndefined();
    expect(after(linked, { adapters: accepted }, ['whatsapp'])).toBeUndefined();
  });

  it('is asked of each messenger that has groups', () => {
    const settings = { TELEGRAM_TOKEN: '1:x', WHATSAPP_DRIVER: 'linked-device' };

    expect(after({ TELEGRAM_TOKEN: '1:x' })).toEqual({ kind: 'groups', adapter: 'telegram' });
    expect(after(settings, { adapters: accepted, ...tied('telegram') })).toEqual({
      kind: 'groups',
      adapter: 'whatsapp',
    });
  });
});
