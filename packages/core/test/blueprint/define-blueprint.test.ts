import { defineBlueprint, KapwaError } from '@kapwa/core';
import { describe, expect, it } from 'vitest';

describe('a blueprint written in code', () => {
  it('is given back with its defaults', () => {
    const { community } = defineBlueprint({
      community: { name: 'X', purpose: 'Y', timeZone: 'UTC' },
    });

    expect(community.languages).toEqual(['en']);
  });

  it('throws one error that lists everything wrong with it', () => {
    const define = () => defineBlueprint({ community: { name: 'X', purpse: 'Y' }, groups: [] });

    expect(define).toThrow(KapwaError);
    expect(define).toThrow(
      expect.objectContaining({
        code: 'blueprint.invalid',
        message: [
          'The blueprint does not describe a community:',
          '- community.timeZone: "timeZone" is missing. Write a time zone such as "Asia/Manila".',
          '- community.purpse: "purpse" is not a setting of "community". Did you mean "purpose"?',
          '- groups: "groups" is a list here. Write the short name of each group below it instead.',
        ].join('\n'),
      }),
    );
  });
});
