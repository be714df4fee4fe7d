/**
 * Checks who imports whom, by the rules of .dependency-cruiser.cjs.
 *
 * dependency-cruiser reports success when it finds no files, or cannot follow an import into
 * another package: this first makes sure that it has seen what it is to judge.
 */
import { existsSync } from 'node:fs';
import { cruise, format } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const folders = ['packages', 'examples', 'test'].filter((folder) => existsSync(folder));
const options = await extractOptions('./.dependency-cruiser.cjs');
const { output } = await cruise(folders, options, undefined, {
  tsConfig: extractTSConfig('./tsconfig.json'),
});

const followed = output.modules
  .filter(({ source }) => !source.startsWith('packages/core/'))
  .flatMap(({ dependencies }) => dependencies)
  .some(({ resolved }) => resolved === 'packages/core/src/index.ts');

if (followed) {
  const report = await format(output, { outputType: 'err' });
  process.stdout.write(`${report.output}\n`);
  process.exitCode = report.exitCode;
} else {
  process.stderr.write(
    `Nothing was checked: ${output.modules.length} files were read, and none was seen to import core. Is TypeScript installed beside dependency-cruiser?\n`,
  );
  process.exitCode = 1;
}
