import { KapwaError } from '@kapwa/core';

/** The library behind this driver, as a module. */
export type Baileys = typeof import('baileys');

/** The only version this driver is made for: the library changes its ways between candidates. */
const VERSION = '7.0.0-rc14';

/**
 * Loads Baileys, which is not installed with the kit: the `libsignal` it brings is under the
 * GPL-3.0. Raises `config.missing` where it is not there.
 */
export async function loadBaileys(): Promise<Baileys> {
  try {
    return await import('baileys');
  } catch (cause) {
    throw new KapwaError(
      'config.missing',
      `whatsapp: a linked device needs the library Baileys, which is not installed with Kapwa. Install it beside the bot: npm install baileys@${VERSION} (docs/whatsapp-baileys.md says what its licences mean for you).`,
      { cause },
    );
  }
}

const nothing = (): void => undefined;

/** A logger for the library that says nothing: its lines hold messages, numbers and keys. */
export const mute = {
  level: 'silent',
  child: () => mute,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
};
