import {
  type AdapterLink,
  type Connection,
  KapwaError,
  type PlatformEvent,
  type StepResult,
  type WireStep,
} from '@kapwa/core';
import { type DecodeFacts, decode } from './decode.js';
import { requestSchema, updateSchema } from './wire.js';
import type { Done, Refused, Wrote } from './world/refusal.js';
import type { World } from './world/world.js';

/** What is not an update we know is logged and passed over: it would never become one. */
function read(raw: unknown, facts: DecodeFacts, link: AdapterLink): readonly PlatformEvent[] {
  const update = updateSchema.safeParse(raw);
  if (update.success) return [decode(update.data, facts)];
  link.log.warn('An update of the messenger was not understood and has been left out.', {
    adapter: facts.adapter,
    problem: update.error.issues[0]?.path.join('.'),
  });
  return [];
}

function resultOf(answer: Done | Wrote | Refused): StepResult {
  if (!answer.ok) return { kind: 'refused', reason: `${answer.code}: ${answer.reason}` };
  return 'message' in answer ? { kind: 'ok', message: answer.message } : { kind: 'ok' };
}

function perform(world: World, step: WireStep): StepResult {
  const request = requestSchema.safeParse(step);
  if (!request.success) {
    throw new KapwaError(
      'adapter.invalid',
      `playground: the step "${step.op}" is not one this messenger knows. Use what encode() gives.`,
      { cause: request.error },
    );
  }
  if (!world.line.online) return { kind: 'retry', reason: 'the messenger cannot be reached' };
  const { op, body } = request.data;
  switch (op) {
    case 'send': {
      const { chat, text, ...options } = body;
      return resultOf(world.write(world.bot.id, chat, text, options));
    }
    case 'delete':
      return resultOf(world.deleteForAll(world.bot.id, body.message));
  }
}

/** Opens the line to a world. Updates are confirmed only once the kit has them for good. */
export function connect(world: World, adapter: string, link: AdapterLink): Connection {
  const facts: DecodeFacts = { adapter, bot: world.bot.id };
  const close = world.line.open((updates) =>
    link.accept(updates.flatMap((raw) => read(raw, facts, link))),
  );
  return { perform: async (step) => perform(world, step), close };
}
