import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type Manifest,
  publishedPackages,
  readJson,
  readText,
  root,
  type Workspace,
  workspaces,
} from './workspaces.js';

interface Project {
  readonly extends?: string;
  readonly references?: readonly { readonly path: string }[];
}

const published = publishedPackages();
const byName = new Map(workspaces().map((one) => [one.manifest.name, one]));

/** The packages of ours that a package needs when somebody installs it. */
function siblings({ manifest }: Workspace): readonly Workspace[] {
  return Object.keys(manifest.dependencies ?? {}).flatMap((name) => byName.get(name) ?? []);
}

describe.each(published.map((one) => [one.manifest.name, one] as const))('%s', (name, one) => {
  const { folder, manifest } = one;
  const has = (path: string) => existsSync(join(root, folder, path));

  it('is named after its folder and says what it is', () => {
    expect(name).toBe(`@kapwa/${basename(folder)}`);
    expect(manifest).toMatchObject({
      license: 'MIT',
      repository: 'github:kapwa/kapwa',
      type: 'module',
      sideEffects: false,
      engines: { node: '>=20.19' },
    });
    expect(manifest.description).toMatch(/^[A-Z].+\.$/);
    expect(manifest.keywords).toContain('kapwa');
  });

  it('has a README with its name on top, and the licence', () => {
    expect(has('README.md'), `${folder}/README.md is missing`).toBe(true);
    expect(readText(`${folder}/README.md`).split('\n')[0]).toBe(`# ${name}`);
    expect(readText(`${folder}/LICENSE`)).toBe(readText('LICENSE'));
  });

  it('leads every way in to its sources here and to its build elsewhere', () => {
    const { './package.json': itself, ...entries } = manifest.exports ?? {};

    expect(itself).toBe('./package.json');
    expect(Object.keys(entries)).toContain('.');
    for (const [path, target] of Object.entries(entries)) {
      // Flat, so that every built file lands directly in dist: tsup.config.ts relies on it.
      const entry = path === '.' ? 'index' : path.slice(2);
      expect(Object.entries(target)).toEqual([
        ['@kapwa/source', `./src/${entry}.ts`],
        ['types', `./dist/${entry}.d.ts`],
        ['default', `./dist/${entry}.js`],
      ]);
      expect(has(`src/${entry}.ts`), `${folder}/src/${entry}.ts is missing`).toBe(true);
    }
  });

  it('publishes its build, and what belongs to it', () => {
    expect(manifest.files).toEqual(
      expect.arrayContaining(['dist', '!dist/.tsbuildinfo', 'README.md']),
    );
    expect(manifest.files).not.toContain('src');
    for (const extra of ['locales', 'bin'].filter(has)) {
      expect(manifest.files).toContain(extra);
    }
    expect(manifest.scripts?.build?.split(' && ')[0]).toBe('tsup --config ../../tsup.config.ts');
  });

  it('names in tsconfig.json the packages it is built on', () => {
    const project = readJson<Project>(`${folder}/tsconfig.json`);

    expect(project.extends).toBe('../../tsconfig.base.json');
    expect(project.references?.map(({ path }) => path).sort()).toEqual(
      siblings(one)
        .map((sibling) => `../${basename(sibling.folder)}`)
        .sort(),
    );
  });
});

describe('the workspaces', () => {
  it('are all the folders in packages and examples', () => {
    const folders = ['packages', 'examples'].flatMap((place) =>
      readdirSync(join(root, place)).map((name) => `${place}/${name}`),
    );

    expect(
      workspaces()
        .map(({ folder }) => folder)
        .sort(),
    ).toEqual(folders.sort());
  });

  it('are built after the packages they use', () => {
    const order = workspaces().map(({ folder }) => folder);

    for (const one of workspaces()) {
      for (const sibling of siblings(one)) {
        expect(order.indexOf(sibling.folder), `${one.folder} uses ${sibling.folder}`).toBeLessThan(
          order.indexOf(one.folder),
        );
      }
    }
  });

  it('get their declarations from tsconfig.solution.json', () => {
    const { references = [] } = readJson<Project>('tsconfig.solution.json');

    expect(references.map(({ path }) => path)).toEqual(published.map(({ folder }) => folder));
  });
});

describe('the versions', () => {
  const root = readJson<Manifest>('package.json');
  const wanted = [{ folder: '.', manifest: root }, ...workspaces()].flatMap(
    ({ folder, manifest }) =>
      Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).map(
        ([name, version]) => ({ folder, name, version }),
      ),
  );

  it('of our packages agree', () => {
    expect(new Set(published.map(({ manifest }) => manifest.version)).size).toBe(1);
    for (const { folder, name, version } of wanted.filter((one) => byName.has(one.name))) {
      expect(version, `${name} in ${folder}`).toBe(byName.get(name)?.manifest.version);
    }
  });

  it('of everything else are exact, and the same everywhere', () => {
    for (const { folder, name, version } of wanted) {
      expect(version, `${name} in ${folder}`).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
      const versions = wanted.filter((one) => one.name === name).map((one) => one.version);
      expect([...new Set(versions)], name).toHaveLength(1);
    }
  });
});
