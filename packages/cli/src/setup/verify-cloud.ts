import { type CloudFinding, inspectCloud } from '@kapwa/adapter-whatsapp';
import { readCommunityFile } from '../community-file/community-file.js';
import { readSettings } from '../server/settings.js';
import type { Shell } from '../terminal/shell.js';
import { cloudToInspect } from '../whatsapp/cloud-settings.js';
import type { Asking } from './asking.js';
import { readSetting } from './choose-messenger.js';
import { rememberSettings } from './env-file.js';

/** The settings that WhatsApp can say to be wrong, by what it says. */
const settingFor: Readonly<Partial<Record<CloudFinding['about'], string>>> = {
  token: 'WHATSAPP_TOKEN',
  number: 'WHATSAPP_PHONE_NUMBER_ID',
};

function print({ level, message, fix }: CloudFinding, shell: Shell): void {
  const { green, yellow, red } = shell.colors;
  const mark = { ok: green('ok   '), warning: yellow('warn '), error: red('error') }[level];
  shell.print(`${mark}  ${message}${fix === '' ? '' : `\n       ${fix}`}`);
}

/**
 * Asks WhatsApp whether the settings of the official API are right, and for those again that are
 * not. Somebody can always go on: without a network, or to correct it later.
 */
export async function verifyCloud(
  file: string,
  folder: string,
  ask: Asking,
  shell: Shell,
): Promise<void> {
  for (;;) {
    shell.print('\nAsking WhatsApp whether this is right ...');
    const { blueprint } = await readCommunityFile(file);
    const settings = cloudToInspect(await readSettings(folder, shell.env));
    const looked = inspectCloud(settings, blueprint.community.templates);
    const findings = await Promise.race([looked, ask.stopped]);
    for (const finding of findings) print(finding, shell);
    const wrong = findings.find(({ level }) => level === 'error');
    const name = wrong && settingFor[wrong.about];
    if (name === undefined) return;
    if (shell.env[name]?.trim()) {
      shell.print(`       ${name} comes from the environment of this program; change it there.`);
      return;
    }
    const question = `${name} once more, or press Enter to go on and correct it later:`;
    const value = await ask.until(question, (said) =>
      said.trim() === '' ? '' : readSetting(name, said),
    );
    if (value === '') return;
    await rememberSettings(folder, { [name]: value });
  }
}
