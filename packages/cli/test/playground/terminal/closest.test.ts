import { describe, expect, it } from 'vitest';
import { findNamed } from '../../../src/playground/terminal/closest.js';

const people = [
  { id: 'juma', name: 'Juma' },
  { id: 'jun', name: 'Jun' },
  { id: 'dr-santos', name: 'Dr. Santos' },
];

const found = (query: string): string | undefined => findNamed(query, people).found?.id;
const perhaps = (query: string): string[] => findNamed(query, people).perhaps.map(({ id }) => id);

describe('finding somebody by what was typed', () => {
  it('takes a name, a key, in any case, and a beginning only one has', () => {
    expect(['Juma', 'JUN', 'dr-santos', 'dr. santos', 'dr'].map(found)).toEqual([
      'juma',
      'jun',
      'dr-santos',
      'dr-santos',
      'dr-santos',
    ]);
  });

  it('asks back where several begin so', () => {
    expect(found('ju')).toBeUndefined();
    expect(perhaps('ju')).toEqual(['juma', 'jun']);
  });

  it('takes a word out of a long name, and a name written with dashes', () => {
    const groups = [
      { id: 'supplies', name: 'Supplies and Pharmacy' },
      { id: 'north', name: 'Area North' },
      { id: 'south', name: 'Area South' },
    ];
    const group = (query: string): string | undefined => findNamed(query, groups).found?.id;
    expect(['pharmacy', 'area-north', 'north area'].map(group)).toEqual([
      'supplies',
      'north',
      'north',
    ]);
    expect(findNamed('area', groups).perhaps.map(({ id }) => id)).toEqual(['north', 'south']);
    expect(findNamed('--', groups).found).toBeUndefined();
  });

  it('guesses what a slip of the finger meant, and nothing from nothing', () => {
    expect(perhaps('jmua')).toEqual(['juma']);
    expect(perhaps('')).toEqual([]);
    expect(perhaps('nobody at all')).toEqual([]);
  });
});
