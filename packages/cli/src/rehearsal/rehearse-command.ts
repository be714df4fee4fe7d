import { KapwaError, readCountry } from '@kapwa/core';
import { type ChatFile, openChat } from '../chat-export/index.js';
import { pacedOutput } from '../terminal/paced-output.js';
import { createProgress } from '../terminal/progress.js';
import type { Shell } from '../terminal/shell.js';
import { chooseCommunity } from './choose-community.js';
import { describeLine, describeSummary } from './describe.js';
import { type RehearsedLine, rehearse } from './rehearse.js';
import type { RehearseOptions } from './rehearse-options.js';
import { createTally } from './tally.js';

/** How many messages are shown to a person; the rest is counted. */
const MOST_SHOWN = 200;

const dateOrders = ['dmy', 'mdy', 'ymd'];
const forms = {
  android: 'a chat exported from Android',
  ios: 'a chat exported from an iPhone',
  'json-lines': 'JSON lines',
};

function checkOptions({ country, dateOrder }: RehearseOptions): void {
  const known = country === undefined ? undefined : readCountry(country);
  if (known?.ok === false) {
    const { message, suggestion } = known;
    const meant = suggestion === undefined ? '' : ` Did you mean "${suggestion}"?`;
    throw new KapwaError('input.unreadable', `--country: ${message}${meant}`);
  }
  if (dateOrder !== undefined && !dateOrders.includes(dateOrder)) {
    throw new KapwaError('input.unreadable', `--date-order ${dateOrder}: say dmy, mdy or ymd.`);
  }
}

function describeChat(chat: ChatFile): string {
  const dates =
    chat.form === 'json-lines' ? '' : `, dates read as ${chat.dateOrder.split('').join('/')}`;
  return `Reading ${chat.name}: ${forms[chat.form]}${dates}.`;
}

function jsonOf({ words: _, ...line }: RehearsedLine): string {
  return JSON.stringify(line);
}

/** Runs `kapwa rehearse`: verdicts as JSON lines for programs, the noteworthy ones for people. */
export async function rehearseCommand(
  path: string,
  options: RehearseOptions,
  shell: Shell,
): Promise<void> {
  checkOptions(options);
  const { blueprint, plugins } = await chooseCommunity(options.community, shell);
  const { timeZone } = blueprint.community;
  const { dateOrder } = options;
  const chat = await openChat(path, {
    timeZone,
    ...(dateOrder === undefined ? {} : { dateOrder }),
  });
  shell.note(describeChat(chat));
  const progress = createProgress(shell, 'Rehearsing');
  const output = pacedOutput(shell.stdout);
  const tally = createTally();
  let shown = 0;
  const country = options.country?.toUpperCase();
  const lines = rehearse({
    chat,
    blueprint,
    plugins,
    group: options.group,
    country,
  });

  const show = async (line: RehearsedLine): Promise<void> => {
    tally.add(line);
    if (shell.json) return output.line(jsonOf(line));
    if (line.verdicts.length === 0) return;
    shown += 1;
    if (shown > MOST_SHOWN) return;
    for (const text of describeLine(line, shell.colors, timeZone)) await output.line(text);
  };

  try {
    let step = await lines.next();
    while (step.done !== true) {
      await show(step.value);
      progress.update(chat.read(), chat.bytes);
      step = await lines.next();
    }
    await output.end();
    progress.end();
    if (shown > MOST_SHOWN) shell.print(`… and ${shown - MOST_SHOWN} more; --json tells them all.`);
    if (!shell.json && shown > 0) shell.print();
    for (const line of describeSummary(tally, step.value)) shell.print(line);
  } finally {
    progress.end();
    await output.end();
  }
}
