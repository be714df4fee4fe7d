import { basename } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { filesBelow, publishedPackages, readText } from './workspaces.js';

const sources = publishedPackages().flatMap(({ folder }) =>
  filesBelow(`${folder}/src`).filter((file) => file.endsWith('.ts')),
);

const trees = new Map(
  sources.map((file) => [file, ts.createSourceFile(file, readText(file), ts.ScriptTarget.ES2022)]),
);

/** The places in a file, as `file:line`, of the nodes that a question is answered with yes. */
function placesOf(tree: ts.SourceFile, asked: (node: ts.Node) => boolean): readonly string[] {
  const places: string[] = [];
  const visit = (node: ts.Node): void => {
    if (asked(node)) {
      const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree));
      places.push(`${tree.fileName}:${line + 1}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return places;
}

/** `export { a, type B } from './c.js'`: a reader of the index sees what the package offers. */
function isNamedReexport(statement: ts.Statement): boolean {
  return (
    ts.isExportDeclaration(statement) &&
    statement.moduleSpecifier !== undefined &&
    statement.exportClause !== undefined
  );
}

describe('the sources', () => {
  it('are found', () => {
    expect(sources).toContain('packages/core/src/index.ts');
  });

  it('have names that say what a file is about', () => {
    const vague = /^(utils?|helpers?|managers?|misc|common|shared)$|-(utils?|helpers?|manager)$/;

    expect(sources.filter((file) => vague.test(basename(file, '.ts')))).toEqual([]);
    expect(
      sources.filter((file) => !/^[a-z0-9]+([-.][a-z0-9]+)*\.ts$/.test(basename(file))),
    ).toEqual([]);
  });

  it('hold nothing but re-exports by name in index.ts', () => {
    const indexes = [...trees].filter(
      ([file]) => basename(file) === 'index.ts' && !file.startsWith('packages/cli/'),
    );

    const strays = indexes.flatMap(([file, tree]) =>
      tree.statements
        .filter((statement) => !isNamedReexport(statement))
        .map((statement) => `${file}: ${statement.getText(tree).split('\n')[0]}`),
    );

    expect(indexes.length).toBeGreaterThan(0);
    expect(strays).toEqual([]);
  });

  it('never say any', () => {
    const places = [...trees.values()].flatMap((tree) =>
      placesOf(tree, (node) => node.kind === ts.SyntaxKind.AnyKeyword),
    );

    expect(places).toEqual([]);
  });

  it('never silence the compiler', () => {
    const silenced = sources.filter((file) =>
      /@ts-(ignore|nocheck|expect-error)/.test(readText(file)),
    );

    expect(silenced).toEqual([]);
  });

  it('of core take only types from zod, which is read when the first schema is used', () => {
    const eager = [...trees].flatMap(([file, tree]) =>
      file.startsWith('packages/core/src/') && file !== 'packages/core/src/zod.ts'
        ? placesOf(
            tree,
            (node) =>
              ts.isImportDeclaration(node) &&
              node.importClause?.isTypeOnly !== true &&
              node.moduleSpecifier.getText(tree) === "'zod'",
          )
        : [],
    );

    expect(eager).toEqual([]);
  });
});
