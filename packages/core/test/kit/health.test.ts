import { createKit, type TransportChanged } from '@kapwa/core';
import { blueprintOf, healthWorkers } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { MORNING, messageIn } from '../events.js';
import { hostedKit } from '../hosted-kit.js';
import { pluginThat } from '../plugin-that.js';
import { frailStore } from '../stores.js';

describe('the health of a kit', () => {
  it('follows it from its start to its stop', async () => {
    const kit = createKit({ communities: [blueprintOf(healthWorkers)] });
    const seen = [kit.health()];

    const starting = kit.start();
    seen.push(kit.health());
    await starting;
    seen.push(kit.health());
    await kit.stop();
    seen.push(kit.health());

    expect(seen.map(({ state, alive, ready }) => [state, alive, ready])).toEqual([
      ['new', true, false],
      ['starting', true, false],
      ['running', true, true],
      ['stopped', false, false],
    ]);
    expect(seen[1]?.problems).toEqual(['The kit is starting.']);
  });

  it('is not ready while nothing can be stored', async () => {
    const store = frailStore();
    const { kit } = await hostedKit({ store });

    store.isDown = true;
    await expect(kit.receive(messageIn('north-area', 'one')).accepted).rejects.toThrow();
    expect(kit.health()).toMatchObject({
      ready: false,
      alive: true,
      problems: ['Events cannot be stored: The disk is full.'],
    });
    store.isDown = false;
    await kit.receive(messageIn('north-area', 'two')).accepted;

    expect(kit.health()).toMatchObject({ ready: true, problems: [] });
  });

  it('tells how the connections stand', async () => {
    const { kit } = await hostedKit();
    const event: TransportChanged = {
      kind: 'transport.changed',
      id: 'down',
      at: MORNING,
      adapter: 'whatsapp',
      state: 'disconnected',
      reason: 'the phone is off',
    };

    await kit.receive(event).settled;

    expect(kit.health()).toMatchObject({
      ready: true,
      problems: ['whatsapp is disconnected: the phone is off'],
    });
  });
});

describe('the numbers of a kit', () => {
  it('count what was handled, what failed and what became of actions', async () => {
    const plugin = pluginThat('plugin-one', (kit) => {
      kit.on('message.received', {}, (context, event) => {
        if (event.text === 'bad') throw new Error('it broke');
        const target = { group: 'north-area', message: 'x' };
        context.perform({ kind: 'message.delete', target }, { reason: 'test' });
      });
    });
    const { kit, clock } = await hostedKit({ plugins: [plugin] });
    clock.settleWith(() => kit.idle());

    await kit.receive(messageIn('north-area', 'good')).settled;
    await kit.receive(messageIn('basic-training', 'bad')).settled;
    await kit.idle();
    const during = await kit.metrics();
    await clock.advance(90_000);
    const after = await kit.metrics();

    expect(during).toContain('kapwa_events_handled_total{kind="message.received"} 2\n');
    expect(during).toContain('kapwa_parts_failed_total{plugin="plugin-one"');
    expect(during).toContain(
      'kapwa_actions_settled_total{action="message.delete",outcome="refused"} 1\n',
    );
    expect(during).toContain('kapwa_inbox_waiting 1\n');
    expect(during).toContain('kapwa_inbox_oldest_seconds 0\n');
    expect(after).toContain('kapwa_dead_letters 1\n');
    expect(after).toContain('kapwa_inbox_waiting 0\n');
  });

  it('are in the form Prometheus reads', async () => {
    const { kit } = await hostedKit();

    const lines = (await kit.metrics()).trimEnd().split('\n');

    for (const line of lines) {
      expect(line).toMatch(
        /^(# HELP kapwa_\w+ .+|# TYPE kapwa_\w+ (gauge|counter)|kapwa_\w+(\{(\w+="(\\.|[^"\\])*",?)+\})? \d+(\.\d+)?)$/,
      );
    }
  });
});
