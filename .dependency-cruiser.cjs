/**
 * The borders between the packages: who may import whom.
 *
 * core knows no platform and no plugin; adapters and plugins know core and never each other;
 * the test kit knows core and the playground; the command line may know everything.
 * A package reaches another by its name, never by a path. Tests may also use the test kit.
 */

/** `from` may import, of the other packages, only those that `may` names. */
const border = (name, comment, from, may) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(packages|examples|test)/', pathNot: may },
});

module.exports = {
  forbidden: [
    border('core-stands-alone', 'core imports no other package.', '^packages/core/src/', [
      '^packages/core/src/',
    ]),
    border('core-tests', "core's tests use core and the test kit.", '^packages/core/test/', [
      '^packages/(core|testing)/',
    ]),
    border(
      'parts-import-only-core',
      'Adapters, plugins and stores import core; what they offer each other goes through a service token in core.',
      '^packages/((?:adapter|plugin|storage)-[^/]+)/src/',
      ['^packages/(core|$1)/src/'],
    ),
    border(
      'part-tests',
      'The tests of an adapter, a plugin or a store use core and the test kit.',
      '^packages/((?:adapter|plugin|storage)-[^/]+)/test/',
      ['^packages/(core|testing|$1)/'],
    ),
    border(
      'testing-imports-core-and-playground',
      'The test kit imports core and the playground.',
      '^packages/testing/',
      ['^packages/(core|adapter-playground|testing)/'],
    ),
    {
      name: 'no-import-of-the-command-line',
      comment: 'The command line imports everything; nothing imports it but its own tests.',
      severity: 'error',
      from: { path: '^(packages|examples)/', pathNot: '^packages/cli/' },
      to: { path: '^packages/cli/' },
    },
    {
      name: 'packages-by-name',
      comment: 'Import another package as @kapwa/<name>: a path into it breaks once published.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^packages/', pathNot: '^packages/$1/', dependencyTypes: ['local'] },
    },
    {
      name: 'no-tests-in-sources',
      comment: 'A test folder is not published.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/' },
      to: { path: '^(packages/[^/]+/test/|test/)' },
    },
    {
      name: 'no-circular',
      comment: 'Files that import each other cannot be read one after the other.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'Nothing imports this file, and it imports nothing.',
      severity: 'error',
      from: {
        orphan: true,
        path: '^packages/[^/]+/src/',
        pathNot: '/(index|main|[^/]+\\.worker)\\.ts$',
      },
      to: {},
    },
    {
      name: 'no-unresolvable',
      comment: 'The import leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@kapwa/source', 'import', 'node', 'types', 'default'],
    },
  },
};
