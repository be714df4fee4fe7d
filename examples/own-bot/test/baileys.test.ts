import { startWhatsAppWeb } from '@kapwa/testing/whatsapp-web';
import { expect, it, onTestFinished, vi } from 'vitest';
import { botWithKapwa } from '../baileys.js';
import { session, silent } from './own-socket.js';

it('answers its own words on a socket of its own, and leaves to Kapwa what is for Kapwa', async () => {
  const whatsapp = await startWhatsAppWeb();
  onTestFinished(() => whatsapp.close());
  const phone = whatsapp.number('+254700000099', 'Kapwa');
  const ana = whatsapp.number('+254700000001', 'Ana');
  const { kit, stop } = await botWithKapwa({
    config: { ...whatsapp.socketOptions, auth: session(), logger: silent },
    onQr: (qr) => void phone.scans(qr),
  });
  onTestFinished(stop);
  await vi.waitFor(() => expect(kit.health().transports).toEqual({ whatsapp: 'connected' }), {
    timeout: 15_000,
  });

  ana.says(phone, 'stock');
  await ana.phone.until(phone, '42 boxes of gloves');
  ana.says(phone, 'rules');
  await ana.phone.until(phone, ({ from, text }) => from === phone && text.includes('rules'));
  ana.says(phone, 'good morning');
  await ana.phone.until(phone, 'I know only one word: stock.');

  const seen = await ana.phone.with(phone);
  const own = seen.filter(({ from, text }) => from === phone && /gloves|only one word/.test(text));
  expect(own.map(({ text }) => text)).toEqual([
    '42 boxes of gloves',
    'I know only one word: stock.',
  ]);
}, 60_000);
