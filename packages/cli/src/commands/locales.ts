import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Shell } from '../terminal/shell.js';

const help = `
DIR is a folder that holds one folder for each language, English ("en") among them, and "_meta".
Without it, the folder "locales" here, or those of all packages in a clone of Kapwa.

Examples:
  $ kapwa locales check                         what is wrong in any language
  $ kapwa locales check my-plugin/locales --locale sw
  $ kapwa locales new pt-BR                     files to begin a language with
  $ kapwa locales preview sw                    every message, as members will read it
  $ kapwa locales status                        how far each language has come`;

const checkHelp = `
Looks at every text of every language beside English: whether the file can be read, placeholders,
plural forms, lengths, marks, script, words that mean two things. docs/translating.md explains each
rule. A text with an error is not used: English is said instead.

Ends with 1 where there is an error, with 0 where there are warnings only.`;

interface CheckFlags {
  readonly locale?: string;
}

/** Adds `kapwa locales` with its parts. */
export function register(program: Command, shell: Shell): void {
  const locales = program
    .command('locales')
    .description('for translators: check texts, begin a language, read them as members will')
    .addHelpText('after', help);
  locales
    .command('check')
    .description('look for mistakes in the texts of all languages')
    .argument('[dirs...]', 'folders of locales')
    .option('--locale <tag>', 'only this language')
    .addHelpText('after', checkHelp)
    .action((dirs: readonly string[], { locale }: CheckFlags) => check(dirs, locale, shell));
  locales
    .command('new')
    .description('write the files of a new language, to be translated')
    .argument('<tag>', 'the code of the language, such as "hi" or "pt-BR"')
    .argument('[dirs...]', 'folders of locales')
    .action((tag: string, dirs: readonly string[]) => begin(tag, dirs, shell));
  locales
    .command('preview')
    .description('show every message of a language as members will read it')
    .argument('<tag>', 'the language')
    .argument('[dirs...]', 'folders of locales')
    .action((tag: string, dirs: readonly string[]) => preview(tag, dirs, shell));
  locales
    .command('status')
    .description('show how far each language has come')
    .argument('[dirs...]', 'folders of locales')
    .action((dirs: readonly string[]) => status(dirs, shell));
}

async function foldersOf(dirs: readonly string[], shell: Shell) {
  const { localeFoldersAt } = await import('../locales/find-folders.js');
  const { readLocaleFolder } = await import('../locales/read-locales.js');
  const places = dirs.length === 0 ? ['.'] : dirs;
  const folders = [];
  for (const place of places) {
    for (const folder of await localeFoldersAt(resolve(shell.cwd, place))) {
      folders.push(await readLocaleFolder(folder));
    }
  }
  return folders;
}

async function check(
  dirs: readonly string[],
  locale: string | undefined,
  shell: Shell,
): Promise<void> {
  const { checkLocales } = await import('../locales/check-locales.js');
  const { printLocaleFindings } = await import('../locales/print-locale-findings.js');
  const folders = await foldersOf(dirs, shell);
  if (locale !== undefined) await knows(folders, locale);
  const found = folders.flatMap((folder) => checkLocales(folder, locale));
  shell.data(found.map(({ finding }) => finding));
  printLocaleFindings(found, shell);
  if (found.some(({ finding }) => finding.severity === 'error')) shell.fail();
}

/** Raises `input.not-found` for a language that no folder has. */
async function knows(
  folders: readonly { readonly locales: readonly string[] }[],
  locale: string,
): Promise<void> {
  const all = [...new Set(folders.flatMap(({ locales }) => locales))];
  if (all.includes(locale)) return;
  const { KapwaError } = await import('@kapwa/core');
  throw new KapwaError(
    'input.not-found',
    `There is no language "${locale}" here. There are ${all.join(', ')}.`,
  );
}

async function begin(name: string, dirs: readonly string[], shell: Shell): Promise<void> {
  const { newTag, writeNewLocale } = await import('../locales/new-locale.js');
  const { relative } = await import('node:path');
  const tag = newTag(name);
  const written = [];
  for (const folder of await foldersOf(dirs, shell)) {
    written.push(...(await writeNewLocale(folder, tag)));
  }
  shell.data({ locale: tag, written: written.map((path) => relative(shell.cwd, path)) });
  for (const path of written) shell.print(`${relative(shell.cwd, path)} is written.`);
  if (written.length === 0) shell.print(`All files of "${tag}" are there already.`);
  shell.print(`
Translate what stands right of each colon, and leave what stands left of it. Then:
  kapwa locales check --locale ${tag}    is everything right?
  kapwa locales preview ${tag}           every message, as members will read it`);
}

async function preview(tag: string, dirs: readonly string[], shell: Shell): Promise<void> {
  const { previewLocale } = await import('../locales/preview-locale.js');
  const folders = await foldersOf(dirs, shell);
  await knows(folders, tag);
  const messages = folders
    .filter(({ locales }) => locales.includes(tag))
    .flatMap((folder) => previewLocale(folder, tag));
  shell.data(messages);
  const { bold, dim } = shell.colors;
  for (const { namespace, key, count, text, length, limit, note } of messages) {
    const number = count === undefined ? '' : `, for ${count}`;
    const most = limit === undefined ? '' : ` of ${limit}`;
    shell.print(`${bold(`${namespace}: ${key}`)}${number} ${dim(`(${length}${most} characters)`)}`);
    if (note !== undefined) shell.print(dim(`  ${note}`));
    for (const row of text.split('\n')) shell.print(`  | ${row}`);
    shell.print();
  }
  shell.print(`${messages.length} messages.`);
}

async function status(dirs: readonly string[], shell: Shell): Promise<void> {
  const { checkLocales } = await import('../locales/check-locales.js');
  const { statusOf } = await import('../locales/locale-status.js');
  const rows = (await foldersOf(dirs, shell)).flatMap((folder) =>
    statusOf(folder, checkLocales(folder)),
  );
  shell.data(rows);
  const width = Math.max(
    8,
    ...rows.map(({ locale, namespace }) => `${locale} ${namespace}`.length),
  );
  for (const row of rows) {
    const { locale, namespace, texts, translated, critical, criticalTranslated, reviewed } = row;
    const name = `${locale} ${namespace}`.padEnd(width);
    const done = `${translated} of ${texts} texts translated`;
    const needed = critical === 0 ? '' : `, ${criticalTranslated} of ${critical} critical ones`;
    const wrong =
      row.errors + row.warnings === 0 ? '' : `, ${row.errors} errors, ${row.warnings} warnings`;
    shell.print(`${name}  ${done}${needed}, ${reviewed} reviewed${wrong}`);
  }
  if (rows.length === 0) shell.print('There is only English.');
}
