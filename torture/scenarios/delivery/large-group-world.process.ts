import { startWhatsAppWeb } from '@kapwa/testing/whatsapp-web';

/** A WhatsApp with one large group and one small one, in a process of its own: it seals a lot, too. */
const members = Number(process.argv[2] ?? '1000');
const web = await startWhatsAppWeb();
const bot = web.number('+254700000099', 'Kapwa');
const sameer = web.number('+254700000000', 'Sameer');
const people = Array.from({ length: members - 2 }, (_, at) =>
  web.number(`+2547${String(10_000_000 + at)}`, `Worker ${at}`),
);
const large = sameer.createGroup({ subject: 'Large', members: [...people, bot] });

type Ask =
  | { readonly scan: string }
  | { readonly say: string }
  | { readonly read: string }
  | { readonly end: true };
process.on('message', async (ask: Ask) => {
  if ('scan' in ask) await bot.scans(ask.scan).catch(() => undefined);
  else if ('say' in ask) sameer.says(large, ask.say);
  else if ('read' in ask) {
    await web.settled();
    // Somebody far down the list can read it: it was sealed for everybody.
    const seen = (await people.at(-1)?.phone.in(large)) ?? [];
    process.send?.({ seen: seen.some(({ text }) => text === ask.read) });
  } else {
    await web.close();
    process.disconnect();
  }
});
process.send?.({ address: web.address });
