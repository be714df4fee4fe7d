import { parseBlueprint } from '@kapwa/core';
import { describe, expect, it } from 'vitest';

function parse(plugins: unknown) {
  const community = { name: 'Health', purpose: 'Help.', timeZone: 'Asia/Manila' };
  const groups = { north: { plugins } };
  return parseBlueprint({ community, groups }, { plugins: ['conduct'] });
}

describe('the plugins of a group in community.yaml', () => {
  it('may be switched off there', () => {
    expect(parse({ conduct: 'no' })).toMatchObject({
      blueprint: { groups: [{ key: 'north', plugins: { conduct: false } }] },
    });
  });

  it('have to be installed', () => {
    expect(parse({ condukt: 'no' })).toMatchObject({
      issues: [{ path: ['groups', 'north', 'plugins', 'condukt'] }],
    });
  });

  it('are switched, not set', () => {
    expect(parse({ conduct: { mode: 'observe' } })).toMatchObject({
      issues: [{ path: ['groups', 'north', 'plugins', 'conduct'] }],
    });
  });
});
