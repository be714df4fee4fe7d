import type { Kit, WireStep } from '@kapwa/core';
import { type AdapterUnderTest, adapterContract } from '@kapwa/testing/contracts';
import { vi } from 'vitest';
import { linkedBot } from './linked-bot.js';

// Real sockets and threads: slow where many tests run side by side.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** A linked device with Ana, who is in a group that Sameer runs together with the bot. */
async function linkedDevice(): Promise<AdapterUnderTest> {
  const { whatsapp, bot, adapter, linked, settled } = await linkedBot({ thread: false });
  const sameer = whatsapp.number('+254700000000', 'Sameer');
  const ana = whatsapp.number('+254700000001', 'Ana');
  const joana = whatsapp.number('+254700000002', 'Joana');
  const plan = { members: [ana, bot], admins: [bot] };
  const group = sameer.createGroup({ subject: 'Contract group', ...plan });
  sameer.createCommunity({ subject: 'Contract community', ...plan });
  sameer.sets(group, { joinApproval: true });
  let kit: Kit | undefined;
  const told = async (): Promise<void> => {
    if (kit !== undefined) await settled(kit);
  };

  return {
    adapter,
    group: group.id,
    async begin(started) {
      kit = started;
      await linked(started);
    },
    async writes(text, place) {
      ana.says(place === 'group' ? group : bot, text);
      await told();
    },
    async asksToJoin() {
      joana.joins(group);
      await told();
      return joana.lid;
    },
    async written(place) {
      await told();
      const seen = await (place === 'group' ? ana.phone.in(group) : ana.phone.with(bot));
      return seen.filter(({ from }) => from === bot).map(({ text }) => text);
    },
    async stands(message) {
      await told();
      const seen = await ana.phone.in(group);
      return seen.some(({ id, isDeleted }) => id === message && !isDeleted);
    },
    async sendsFile(type, { mimeType: mimetype, bytes }, caption) {
      await ana.sends(bot, { kind: type, bytes, mimetype, ...(caption && { caption }) });
      await told();
    },
    async filesFromBot(place) {
      await told();
      const seen = await (place === 'group' ? ana.phone.in(group) : ana.phone.with(bot));
      const files = seen.flatMap(({ from, media }) => (from === bot && media ? [media] : []));
      return Promise.all(files.map((media) => media.read()));
    },
    wordsOf: ({ body }: WireStep) => (body as { say?: { text: string } }).say?.text,
    close: () => whatsapp.close(),
  };
}

adapterContract('whatsapp on a linked device', { hasGroups: true, repeats: false }, linkedDevice);
