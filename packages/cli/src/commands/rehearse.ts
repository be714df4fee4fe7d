import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { RehearseOptions } from '../rehearsal/rehearse-options.js';
import type { Shell } from '../terminal/shell.js';

const help = `
Reads a chat and says what the bot would have noticed and done. Nobody is written to and nothing
is sent anywhere: it all happens on this computer.

To export a chat from WhatsApp: open the group, tap its name, "Export chat", "Without media".
The .txt or .zip that you get is what this command reads. JSON lines work as well.

Examples:
  $ kapwa rehearse "WhatsApp Chat with Area North.txt"
  $ kapwa rehearse chat.zip --group north --community my-community/community.yaml
  $ kapwa rehearse chat.txt --json > verdicts.jsonl`;

/** Adds `kapwa rehearse`. */
export function register(program: Command, shell: Shell): void {
  program
    .command('rehearse')
    .description('see what the bot would have done in a chat exported from WhatsApp')
    .argument('<file>', 'the exported chat: .txt, .zip or JSON lines')
    .option('--community <file>', 'the community.yaml to go by (this folder’s, or the example)')
    .option('--group <key>', 'which group the chat is of (the name of the export)')
    .option('--country <code>', 'whose phone numbers to expect, such as KE')
    .option('--date-order <order>', 'how dates are written: dmy, mdy or ymd (found out)')
    .addHelpText('after', help)
    .action(async (file: string, options: RehearseOptions) => {
      const { rehearseCommand } = await import('../rehearsal/rehearse-command.js');
      await rehearseCommand(resolve(shell.cwd, file), options, shell);
    });
}
