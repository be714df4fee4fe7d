import { describe, expect, it } from 'vitest';
import { readJson } from './workspaces.js';

interface LockEntry {
  readonly resolved?: string;
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = readJson<{ packages: Record<string, LockEntry> }>('package-lock.json');

describe('package-lock.json', () => {
  it('names the packages of every platform; otherwise run "npm run lock"', () => {
    const locked = new Set(Object.keys(packages).map((path) => path.split('node_modules/').pop()));
    const optional = Object.values(packages).flatMap((entry) =>
      Object.keys(entry.optionalDependencies ?? {}),
    );

    expect(optional.filter((name) => !locked.has(name))).toEqual([]);
  });

  it('holds no addresses: it is the same behind every mirror', () => {
    const addressed = Object.entries(packages)
      .filter(([, { resolved, link }]) => resolved !== undefined && link !== true)
      .map(([path]) => path);

    expect(addressed).toEqual([]);
  });
});
