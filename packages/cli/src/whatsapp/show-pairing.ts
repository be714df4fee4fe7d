import type { Pairing } from '@kapwa/adapter-whatsapp';
import type { Shell } from '../terminal/shell.js';

const where = 'On the phone of the bot, open WhatsApp > Settings > Linked devices > Link a device';

/** A code of eight characters, as the phone shows it. */
function spaced(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** The QR code as characters of a terminal. */
async function drawn(qr: string): Promise<string> {
  const { default: terminal } = await import('qrcode-terminal');
  return new Promise((resolve) => {
    terminal.generate(qr, { small: true }, resolve);
  });
}

/**
 * Shows how to link the bot: the QR code to be scanned, or the code to be typed. Programs get the
 * same as a line of JSON.
 */
export async function showPairing({ qr, code }: Pairing, shell: Shell): Promise<void> {
  if (code !== undefined) {
    shell.print(`${where} > Link with phone number instead, and type: ${spaced(code)}`);
    shell.data({ status: 'pairing', code });
    return;
  }
  if (qr === undefined) return;
  shell.print(`${where}, and scan this:\n`);
  shell.print(await drawn(qr));
  shell.data({ status: 'pairing', qr });
}
