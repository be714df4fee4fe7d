import { argument, type Group, type Person, type Role } from '@kapwa/core';
import { describe, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { pluginThat } from '../plugin-that.js';

describe('the arguments of a command', () => {
  it('reach its handler with the types of their declarations', () => {
    pluginThat('typed', (scope) => {
      const declared = {
        person: argument.person(),
        group: argument.group().optional(),
        role: argument.role(),
        time: argument.duration(),
        when: argument.date(),
        count: argument.number(z.int()).optional(),
        how: argument.word(['softly', 'hard']),
        why: argument.text(),
      };
      scope.command('mute', { words: 'words.mute', arguments: declared }, (_, use) => {
        expectTypeOf(use.arguments.person).toEqualTypeOf<Person>();
        expectTypeOf(use.arguments.group).toEqualTypeOf<Group | undefined>();
        expectTypeOf(use.arguments.role).toEqualTypeOf<Role>();
        expectTypeOf(use.arguments.time).toEqualTypeOf<number>();
        expectTypeOf(use.arguments.when).toEqualTypeOf<number>();
        expectTypeOf(use.arguments.count).toEqualTypeOf<number | undefined>();
        expectTypeOf(use.arguments.how).toEqualTypeOf<'softly' | 'hard'>();
        expectTypeOf(use.arguments.why).toEqualTypeOf<string>();
        expectTypeOf(use.arguments).not.toHaveProperty('other');
      });
    });
  });

  it('reach its question with the same types', () => {
    pluginThat('typed', (scope) => {
      const spec = {
        words: 'words.mute',
        arguments: { person: argument.person() },
        confirm: {
          question: 'mute.ask',
          values: ({ person }: { readonly person: Person }) => ({ person: person.name }),
        },
      };
      scope.command('mute', spec, () => {});
    });
  });

  it('are nothing where none are declared', () => {
    pluginThat('typed', (scope) => {
      scope.command('plain', { words: 'words.plain' }, (_, use) => {
        expectTypeOf(use.arguments).not.toHaveProperty('person');
        expectTypeOf(use.rest).toEqualTypeOf<string>();
      });
    });
  });
});
