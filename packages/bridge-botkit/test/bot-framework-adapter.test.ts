import { createMemoryStore, type Kit, plain } from '@kapwa/core';
import { turnableClock } from '@kapwa/testing';
import { WebAdapter } from 'botbuilder-adapter-web';
import { afterEach, describe, expect, it } from 'vitest';
import { botFrameworkAdapter } from '../src/index.js';
import { helpfulKit } from './helpful-kit.js';
import { closeServer, openPage, openServer, until } from './page.js';

const toClose: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});

async function webServer() {
  const server = await openServer();
  toClose.push(() => closeServer(server));
  return server;
}

async function started(kit: Kit): Promise<void> {
  await kit.start();
  toClose.push(() => kit.stop());
}

describe('a kit behind a web page', () => {
  it('hears what is written there, and answers', async () => {
    const server = await webServer();
    const { kit, heard } = helpfulKit([botFrameworkAdapter({ adapter: new WebAdapter(), server })]);
    await started(kit);
    const amina = await openPage(server);

    amina.writes('remind me');

    expect(await amina.shows(1)).toEqual(['Kapwa reminds: remind me']);
    expect(heard).toMatchObject([{ adapter: 'web', chat: { id: amina.user, direct: true } }]);
  });

  it('answers everybody on their own page', async () => {
    const server = await webServer();
    const { kit } = helpfulKit([botFrameworkAdapter({ adapter: new WebAdapter(), server })]);
    await started(kit);
    const amina = await openPage(server);
    const juma = await openPage(server);

    amina.writes('remind Amina');
    juma.writes('remind Juma');

    expect(await amina.shows(1)).toEqual(['Kapwa reminds: remind Amina']);
    expect(await juma.shows(1)).toEqual(['Kapwa reminds: remind Juma']);
  });

  it('writes by itself, also after a restart', async () => {
    const server = await webServer();
    const store = createMemoryStore();
    const before = helpfulKit([botFrameworkAdapter({ adapter: new WebAdapter(), server })], {
      store,
    });
    await before.kit.start();
    const page = await openPage(server);
    page.writes('remind me');
    await page.shows(1);
    await before.kit.idle();
    await before.kit.stop();
    await page.close();

    const after = helpfulKit([botFrameworkAdapter({ adapter: new WebAdapter(), server })], {
      store,
    });
    await started(after.kit);
    const back = await openPage(server, page.user);
    const other = await openPage(server);
    other.writes('remind them');
    await other.shows(1);
    after.kit.receive({
      kind: 'message.received',
      id: 'reminder',
      at: Date.now(),
      adapter: 'web',
      chat: { id: page.user, direct: true },
      from: { id: page.user },
      message: 'reminder',
      text: 'remind with the report',
      mentions: [],
    });

    expect(await back.shows(1)).toEqual(['Kapwa reminds: remind with the report']);
  });

  it('keeps what it has to say to a page that is closed until that is open again', async () => {
    const server = await webServer();
    const clock = turnableClock();
    const adapter = new WebAdapter();
    const { kit } = helpfulKit([botFrameworkAdapter({ adapter, server })], { clock });
    clock.settleWith(() => kit.idle());
    await started(kit);
    const page = await openPage(server);
    page.writes('good morning');
    await kit.idle();
    await until(() => adapter.isConnected(page.user));
    await page.close();
    await until(() => !adapter.isConnected(page.user));
    const { settled } = kit.receive({
      kind: 'message.received',
      id: 'later',
      at: clock.now(),
      adapter: 'web',
      chat: { id: page.user, direct: true },
      from: { id: page.user },
      message: 'later',
      text: 'remind later',
      mentions: [],
    });
    await settled;
    const back = await openPage(server, page.user);
    await until(() => adapter.isConnected(page.user));

    await clock.advance(60 * 60_000);

    expect(await back.shows(1)).toEqual(['Kapwa reminds: remind later']);
  });

  it('says so where somebody has never written', async () => {
    const server = await webServer();
    const bridge = botFrameworkAdapter({ adapter: new WebAdapter(), server });
    const { kit } = helpfulKit([bridge]);
    const reasons: unknown[] = [];
    kit.events.on('action.settled', ({ outcome }) => reasons.push(outcome));
    await started(kit);

    kit.receive({
      kind: 'message.received',
      id: 'from-elsewhere',
      at: Date.now(),
      adapter: 'web',
      chat: { id: 'stranger', direct: true },
      from: { id: 'stranger' },
      message: 'from-elsewhere',
      text: 'remind',
      mentions: [],
    });
    await kit.idle();
    await until(() => reasons.length > 0);

    expect(reasons).toMatchObject([{ kind: 'refused', reason: /write to the bot first/ }]);
  });

  it('leaves nothing open that would keep the process alive', async () => {
    const server = await webServer();
    const timers = (): number =>
      process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const { kit } = helpfulKit([botFrameworkAdapter({ adapter: new WebAdapter(), server })]);
    await kit.start();
    const page = await openPage(server);
    page.writes('remind me');
    await page.shows(1);
    const during = timers();

    await kit.stop();

    // The adapter's own 30 s timer is gone; others of the test runner may have ended meanwhile.
    expect(timers()).toBeLessThan(during);
    expect(server.listening).toBe(true);
  });
});

describe('what the bridge is given', () => {
  it('is an adapter', () => {
    expect(() => botFrameworkAdapter({ adapter: {} as never })).toThrow(/no adapter of Botkit/);
  });

  it('is a server, where it is the web adapter', () => {
    expect(() => botFrameworkAdapter({ adapter: new WebAdapter() })).toThrow(/needs the server/);
  });

  it('is cut to what the platform takes', () => {
    const sms = botFrameworkAdapter({ adapter: new WebAdapter(), platform: 'twilio-sms' });
    const text = plain('a word '.repeat(500));

    const steps = sms.encode(
      { kind: 'message.send', to: { person: 'ana' }, text },
      { chat: { id: '+254700000001', direct: true }, accountOf: () => '+254700000001' },
    );

    expect(sms.name).toBe('twilio-sms');
    expect(steps).toHaveLength(3);
  });
});
