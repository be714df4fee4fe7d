import { setTimeout as wait } from 'node:timers/promises';
import { type AnyPlugin, createEmbeddedStore, type Logger, type PlatformEvent } from '@kapwa/core';
import { conduct } from '@kapwa/plugin-conduct';
import { onboarding } from '@kapwa/plugin-onboarding';
import { recognition } from '@kapwa/plugin-recognition';
import { healthWorkers, type Scene, type TestCommunity, testCommunity } from '@kapwa/testing';
import { canary } from '../canaries.js';
import type { Output, Place } from '../places.js';
import { filesIn, type Stage } from '../stage.js';
import { sweep } from '../sweep.js';
import { tactless } from './community.js';

/** By then files are written anew, ms. */
const SOON = 15_000;

const ZURI = `${canary.number}@s.example.net`;
const NORTH = 'north-area';
const northArea = healthWorkers.groups[NORTH];

const scene: Scene = {
  ...healthWorkers,
  people: { ...healthWorkers.people, [ZURI]: { name: canary.name } },
  groups: {
    ...healthWorkers.groups,
    [NORTH]: { name: 'North Area', ...northArea, members: ['ana', 'baraka', ZURI] },
  },
};

function logTo(lines: string[]): Logger {
  const line = (message: string, fields: object = {}): void =>
    void lines.push(`${message} ${JSON.stringify(fields)}`);
  return { debug: line, info: line, warn: line, error: line };
}

/** What people do in a week, with all plugins, one of which fails. */
async function live(community: TestCommunity): Promise<void> {
  await community.tellsBot(ZURI, 'hello');
  await community.tellsBot(ZURI, canary.words);
  await community.tellsBot(ZURI, '1');
  const message = await community.says(ZURI, NORTH, canary.words);
  await community.edits(ZURI, message, `${canary.words}, again`);
  await community.says(ZURI, NORTH, `call me at +${canary.number}`);
  await community.says(ZURI, NORTH, canary.link);
  await community.says(ZURI, NORTH, `thank you @Ana Reyes ${canary.words}`, { mentions: ['ana'] });
  await community.says('ana', NORTH, `thank you @${canary.name}`, { mentions: [ZURI] });
  await community.says(ZURI, NORTH, `${canary.givenUp}: ${canary.words}`);
  await community.tellsBot(ZURI, '/pause');
  // Somebody who cannot be written to, and somebody who does not want to be.
  await community.joins('juma', NORTH);
  await community.atOnce((world) => void world.setBlocked(ZURI, true));
  await community.says('sameer', NORTH, `/thanks @${canary.name} ${canary.words}`, {
    mentions: [ZURI],
  });
}

/** What is thrown at whoever hands over what cannot be taken. */
async function errorsOf(community: TestCommunity): Promise<readonly Output[]> {
  const from = { id: ZURI, name: canary.name };
  const received = {
    kind: 'message.received',
    at: community.world.clock.now(),
    adapter: 'playground',
    chat: { id: NORTH, direct: false },
    message: 'm',
    text: canary.words,
    mentions: [],
  };
  const odd: readonly unknown[] = [
    { ...received, id: 'odd-1', from, chat: canary.words },
    { ...received, id: 'odd-2', from: canary.words },
    { ...received, id: 'odd-3', from, mentions: canary.link },
  ];
  const outputs: Output[] = [];
  for (const [index, event] of odd.entries()) {
    const error: unknown = await Promise.resolve()
      .then(() => community.kit.receive(event as PlatformEvent).settled)
      .then(
        () => 'taken',
        (problem) => problem,
      );
    const text = error instanceof Error ? `${error.message}\n${error.stack}` : String(error);
    outputs.push({ place: 'error message', of: `receive, odd ${index + 1}`, text });
  }
  return outputs;
}

/** What the kit tells of itself. */
async function toldBy({ kit }: TestCommunity): Promise<readonly Output[]> {
  const links: unknown[] = [];
  for await (const link of kit.audit.links()) links.push(link);
  return [
    { place: 'metrics', of: 'kit.metrics()', text: await kit.metrics() },
    { place: 'metrics', of: 'kit.health()', text: JSON.stringify(kit.health()) },
    { place: 'audit', of: 'kit.audit.links()', text: JSON.stringify(links) },
    { place: 'audit', of: 'kit.audit.verify()', text: JSON.stringify(await kit.audit.verify()) },
  ];
}

/** Files are written anew in real time, and the clock does not wait for that: a little later is soon enough. */
async function filesSoon(folder: string, place: Place): Promise<readonly Output[]> {
  const end = performance.now() + SOON;
  for (;;) {
    const files = await filesIn(folder, place).catch(() => []);
    const isClean = files.length > 0 && sweep('', files).leaks.length === 0;
    if (isClean || performance.now() > end) return files;
    await wait(50);
  }
}

/** A week of the health workers on a clock that is turned, as a program has the kit in it. */
export async function onTurnedClock(stage: Stage): Promise<readonly Output[]> {
  const folder = await stage.folder();
  const plugins = await stage.folder({ 'tactless.mjs': tactless });
  const module: { tactless: AnyPlugin } = await import(`${plugins}/tactless.mjs`);
  const log: string[] = [];
  const community = await testCommunity({
    scene,
    plugins: [onboarding, conduct, recognition, module.tactless],
    options: { conduct: { detectors: { 'invite-link': 'delete', 'phone-number': 'observe' } } },
    store: (clock) => createEmbeddedStore(folder, { clock }),
    log: logTo(log),
    mustWriteFirst: true,
    mayFail: true,
    runTwice: false,
  });
  const outputs: Output[] = [];
  await live(community);
  outputs.push(...(await errorsOf(community)));
  await community.passes('1 hour');
  outputs.push(...(await toldBy(community)));
  const letters = (await community.dead()).map(({ plugin, reason }) => `${plugin}: ${reason}`);
  if (letters.length === 0) throw new Error('nothing was given up');
  outputs.push({ place: 'list of dead letters', of: 'store.dead()', text: letters.join() });
  for (let day = 0; day < 8; day += 1) {
    await community.passes('1 day');
    await community.says('baraka', NORTH, `good morning ${day}`);
  }
  outputs.push(...(await filesSoon(folder, 'file after eight days')));
  const [person = 'nobody'] = await community.kit.people.find(ZURI);
  await community.kit.people.erase(person);
  outputs.push(...(await filesIn(folder, 'file after an erasure')), ...(await toldBy(community)));
  await community.stop();
  outputs.push({ place: 'log', of: 'the log of a program', text: log.join('\n') });
  return outputs;
}
