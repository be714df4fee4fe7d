import { describe, expect, it } from 'vitest';
import { detectors } from '../../src/detectors/index.js';

describe('the list of detectors', () => {
  it('has every detector once, under the name its findings carry', () => {
    const text = 'Join chat.whatsapp.com/AbC123 or call +254 712 345 678';

    for (const { name, detect } of detectors) {
      const findings = detect({ text, countries: ['KE'] });

      expect(findings.map((finding) => finding.detector)).toEqual([name]);
    }
    expect(new Set(detectors.map(({ name }) => name)).size).toBe(detectors.length);
  });
});
