import type { Person } from '@kapwa/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accountNow,
  afterLoss,
  afterMove,
  numbersBeside,
  withoutChats,
} from '../../src/model/moved-account.js';
import { idsOf, unknownIds } from '../../src/model/one-person.js';

const ana: Person = {
  id: 'person_ana',
  name: 'Ana',
  accounts: [{ adapter: 'whatsapp', id: '1', aliases: ['US.1', 'a@lid'] }],
  roles: [],
  hasWritten: true,
  wroteBy: { whatsapp: 5, telegram: 7 },
};

const move = (person: Person, from: readonly string[], to: readonly string[]): Person =>
  afterMove(person, 'whatsapp', from, to)?.person ?? person;

describe('an account that gets another number', () => {
  it('is led by the new one, and keeps the ids that stay', () => {
    const moved = afterMove(ana, 'whatsapp', ['1', 'US.1'], ['2', 'US.2']);

    expect(moved?.gone).toEqual(['1', 'US.1']);
    expect(moved?.person.accounts).toEqual([
      { adapter: 'whatsapp', id: '2', aliases: ['a@lid', 'US.2'] },
    ]);
    expect(moved?.person.former).toEqual([
      { adapter: 'whatsapp', id: '1', to: '2' },
      { adapter: 'whatsapp', id: 'US.1', to: '2' },
    ]);
  });

  it('stays the one the blueprint names, and is found under what is written there', () => {
    const named = { ...ana, accounts: [{ adapter: 'whatsapp', id: '1', named: true }] };
    const twice = move(move(named, ['1'], ['2']), ['2'], ['3']);

    expect(twice.accounts).toEqual([{ adapter: 'whatsapp', id: '3', named: true }]);
    expect(accountNow(twice, 'whatsapp', '1')).toBe(twice.accounts[0]);
  });

  it('may come back to the number it had', () => {
    const back = move(move(ana, ['1'], ['2']), ['2'], ['1']);

    expect(back.accounts[0]?.id).toBe('1');
    expect(back.former).toEqual([{ adapter: 'whatsapp', id: '2', to: '1' }]);
  });

  it('is not touched by news of somebody else, or of another messenger', () => {
    expect(afterMove(ana, 'whatsapp', ['9'], ['2'])).toBeUndefined();
    expect(afterMove(ana, 'telegram', ['1'], ['2'])).toBeUndefined();
    expect(afterMove(ana, 'whatsapp', ['1'], ['1'])).toBeUndefined();
  });

  it('has not written from the new number yet, on that messenger only', () => {
    expect(withoutChats(ana, ['whatsapp', 'whatsapp-cloud']).wroteBy).toEqual({ telegram: 7 });
  });
});

describe('a number that is gone without a new one being told', () => {
  it('is found beside the id that changed', () => {
    const known = {
      ...ana,
      accounts: [{ adapter: 'whatsapp', id: '254700111222', aliases: ['US.1'] }],
    };

    expect(numbersBeside(known, 'whatsapp', ['US.1'])).toEqual(['254700111222']);
    expect(numbersBeside(known, 'whatsapp', ['US.9'])).toEqual([]);
  });
});

describe('a number that is given to somebody else', () => {
  it('leads no more to whoever had it; the other ids of the account stay', () => {
    const lost = afterLoss(ana, 'whatsapp', ['1']);

    expect(lost?.person.accounts).toEqual([
      { adapter: 'whatsapp', id: 'US.1', aliases: ['a@lid'] },
    ]);
    expect(lost?.person.former).toEqual([{ adapter: 'whatsapp', id: '1' }]);
    expect(accountNow(lost?.person ?? ana, 'whatsapp', '1')).toBeUndefined();
  });
});

describe('any changes of ids, in any order', () => {
  const id = fc.constantFrom('1', '2', '3', 'US.1', 'US.2', 'a@lid');
  const ids = fc.uniqueArray(id, { minLength: 1, maxLength: 3 });
  const step = fc.record({ from: ids, to: fc.option(ids, { nil: undefined }) });

  it('never lets an id be both somebody’s and no more theirs, twice theirs, or forgotten', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const known = new Set(ana.accounts.flatMap(idsOf));
        let person = ana;
        for (const { from, to } of steps) {
          const next =
            to === undefined
              ? afterLoss(person, 'whatsapp', from)
              : afterMove(person, 'whatsapp', from, to);
          if (next === undefined) continue;
          person = next.person;
          for (const one of to ?? []) known.add(one);
        }
        const active = person.accounts.flatMap(idsOf);
        const former = (person.former ?? []).map((one) => one.id);
        expect(new Set(active).size).toBe(active.length);
        expect(new Set(former).size).toBe(former.length);
        expect(active.filter((one) => former.includes(one))).toEqual([]);
        expect(new Set([...active, ...former])).toEqual(known);
        expect(unknownIds(person, 'whatsapp', [...known])).toEqual([]);
        for (const one of former) {
          const now = accountNow(person, 'whatsapp', one);
          expect(now === undefined || person.accounts.includes(now)).toBe(true);
        }
      }),
    );
  });
});
