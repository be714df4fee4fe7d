import { describe, expect, it } from 'vitest';
import { clockFace } from '../../../src/playground/text/clock-face.js';

describe('a clock on a wall', () => {
  it('shows the time and the day of its place', () => {
    const moment = Date.UTC(2027, 2, 1, 21, 5);

    expect(clockFace('Africa/Nairobi').time(moment)).toBe('00:05');
    expect(clockFace('Africa/Nairobi').day(moment)).toBe('Tuesday 2 March 2027');
    expect(clockFace('America/Bogota').day(moment)).toBe('Monday 1 March 2027');
  });
});
