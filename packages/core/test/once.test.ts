import { describe, expect, it } from 'vitest';
import { once } from '../src/once.js';

describe('what is made once', () => {
  it('is made when it is first asked for, and is the same from then on', () => {
    let made = 0;
    const letter = once(() => {
      made += 1;
      return /\p{L}/u;
    });
    expect(made).toBe(0);

    expect(letter()).toBe(letter());
    expect(made).toBe(1);
  });

  it('can be nothing', () => {
    let made = 0;
    const nothing = once(() => {
      made += 1;
      return undefined;
    });

    nothing();
    nothing();
    expect(made).toBe(1);
  });
});
