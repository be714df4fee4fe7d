import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, publishedPackages, readText, root } from './workspaces.js';

/** What stands in the first column of the tables of a page: files, and folders with a `/` behind. */
function roomsIn(page: string): readonly string[] {
  const firstCells = readText(page)
    .split('\n')
    .flatMap((line) => /^\| (`[^|]*`) \|/.exec(line)?.[1] ?? []);
  const names = firstCells.flatMap((cell) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  );
  return names.filter((name): name is string => /^[\w./*-]+(\.ts|\/)$/.test(name ?? ''));
}

const folderNames = (folder: string) =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${name}/`);

describe('docs/architecture.md', () => {
  const rooms = roomsIn('docs/architecture.md');

  it('tells what every file is for that puts a kit together', () => {
    expect(rooms).toEqual(expect.arrayContaining(readdirSync(join(root, 'packages/core/src/kit'))));
  });

  it('lists every package', () => {
    const text = readText('docs/architecture.md');

    for (const { manifest } of publishedPackages()) {
      expect(text).toContain(`| \`${manifest.name}\` |`);
    }
  });
});

describe.each(publishedPackages().map(({ folder }) => folder))('the README of %s', (folder) => {
  const sources = `${folder}/src`;
  const rooms = roomsIn(`${folder}/README.md`);

  it('tells how its sources read, by names that are there', () => {
    const paths = filesBelow(sources).map((file) => file.slice(sources.length + 1));
    const isThere = (room: string): boolean => {
      const asked = new RegExp(`^${room.replaceAll('*', '[\\w-]*')}`);
      return paths.some((path) => asked.test(path) || asked.test(basename(path)));
    };

    expect(rooms).not.toEqual([]);
    expect(rooms.filter((room) => !isThere(room))).toEqual([]);
  });

  it('leaves no folder of them out', () => {
    // The folders of core are in docs/architecture.md.
    const page = folder === 'packages/core' ? 'docs/architecture.md' : `${folder}/README.md`;

    expect(folderNames(sources).filter((name) => !readText(page).includes(name))).toEqual([]);
  });
});
