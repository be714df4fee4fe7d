import type { DeadLetter, Store } from '@kapwa/core';
import type { Command } from 'commander';
import type { Shell } from '../terminal/shell.js';
import { type DirFlag, dirOf, takesDir } from './bot-dir.js';

interface Flags extends DirFlag {
  readonly all?: boolean;
}

const help = `
What a plugin could not handle after three tries is put aside here, and is gone after 7 days.
Stop the bot first.

Examples:
  $ kapwa dead list
  $ kapwa dead retry whatsapp:wamid.1/conduct   try it again at the next start
  $ kapwa dead retry --all
  $ kapwa dead drop --all                       forget all of it`;

/** Adds `kapwa dead list`, `kapwa dead retry` and `kapwa dead drop`. */
export function register(program: Command, shell: Shell): void {
  const dead = program
    .command('dead')
    .description('what could not be handled and was put aside')
    .addHelpText('after', help);
  takesDir(dead.command('list'))
    .description('show it')
    .argument('[dir]', 'the same as --dir')
    .action((named: string | undefined, flags: Flags, command: Command) =>
      list(dirOf(named, flags, command), shell),
    );
  for (const what of ['retry', 'drop'] as const) {
    takesDir(dead.command(what))
      .description(what === 'retry' ? 'try it again at the next start' : 'forget it')
      .argument('[ids...]', 'which, as "kapwa dead list" names them')
      .option('--all', 'all of it')
      .action((ids: readonly string[], flags: Flags) => treat(what, ids, flags, shell));
  }
}

/** What it is, without what somebody wrote in it. */
function summaryOf({ id, plugin, entry, reason, at }: DeadLetter) {
  const { community, group } = entry.place;
  const about = { id, plugin, event: entry.event.kind, community };
  const where = group === undefined ? {} : { group };
  return { ...about, ...where, reason, at: new Date(at).toISOString() };
}

async function list(dir: string, shell: Shell): Promise<void> {
  const { withData } = await import('../kept-data/open-data.js');
  const letters = (await withData(shell, dir, async (store) => store.dead())).map(summaryOf);
  shell.data({ dead: letters });
  if (letters.length === 0) {
    shell.print('Nothing was put aside.');
    return;
  }
  for (const { id, plugin, event, reason, at } of letters) {
    shell.print(`${id}\n  ${plugin} failed at ${event}, ${at}: ${reason}`);
  }
  shell.fail();
}

async function apply(what: 'retry' | 'drop', ids: readonly string[], store: Store): Promise<void> {
  if (what === 'drop') return store.dropDead(ids);
  for (const id of ids) await store.retryDead(id);
}

async function treat(
  what: 'retry' | 'drop',
  ids: readonly string[],
  { all, dir = '.' }: Flags,
  shell: Shell,
): Promise<void> {
  const { KapwaError } = await import('@kapwa/core');
  const { withData } = await import('../kept-data/open-data.js');
  if (ids.length === 0 && all !== true) {
    throw new KapwaError('input.not-found', `Say which to ${what}, or --all for all of them.`);
  }
  const done = await withData(shell, dir, async (store) => {
    const known = (await store.dead()).map(({ id }) => id);
    const unknown = ids.find((id) => !known.includes(id));
    if (unknown !== undefined) {
      throw new KapwaError(
        'input.not-found',
        `Nothing that was put aside is called ${unknown}. "kapwa dead list" shows what there is.`,
      );
    }
    const meant = all === true ? known : ids;
    await apply(what, meant, store);
    return meant;
  });
  shell.data({ [what === 'retry' ? 'retried' : 'dropped']: done });
  shell.print(
    what === 'retry'
      ? `${done.length} put back: tried again at the next start.`
      : `${done.length} forgotten.`,
  );
}
