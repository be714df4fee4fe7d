import {
  type Action,
  type OutboxItem,
  type Outcome,
  type PluginFinding,
  placeOfAction,
  type TurnReport,
} from '@kapwa/core';
import { whereIn } from '../chronicle/record.js';
import { placeName } from '../chronicle/transcript.js';
import type { Desk } from './desk.js';
import type { Story } from './story.js';

function recipient(action: Action, outcome: Outcome | undefined, { stage }: Desk): string {
  const { world } = stage;
  const sent = outcome?.kind === 'sent' ? outcome.messages[0] : undefined;
  const message = world.messages().find(({ id }) => id === sent);
  if (message !== undefined) return placeName(whereIn(world, message.chat));
  const place = placeOfAction(action);
  if ('person' in place) return 'a person';
  return placeName(whereIn(world, { id: place.group, direct: false }));
}

function outcomeSentence(outcome: Outcome | undefined, item: OutboxItem, desk: Desk): string {
  const { notBefore } = item.options;
  if (outcome === undefined) {
    return notBefore === undefined || notBefore <= desk.stage.world.clock.now()
      ? 'is on its way'
      : 'waits for its time';
  }
  return 'reason' in outcome ? `${outcome.kind}: ${outcome.reason}` : outcome.kind;
}

function actionLine(item: OutboxItem, story: Story, desk: Desk): string {
  const outcome = story.outcomes.get(item.id);
  const { reason } = item.options;
  const why = reason === undefined ? '' : ` because of ${reason}`;
  const where = recipient(item.action, outcome, desk);
  return `  ${item.plugin} asked for ${item.action.kind} (${where})${why}: ${outcomeSentence(outcome, item, desk)}`;
}

function findingLine({ plugin, detector, reason, mode, severity, text }: PluginFinding): string {
  const how = [mode, severity].filter((word) => word !== undefined).join(', ');
  return `  ${plugin} noticed ${detector ?? reason}${how === '' ? '' : ` (${how})`}: ${text}`;
}

function eventSentence({ event }: TurnReport, { stage }: Desk): string {
  const place = 'chat' in event ? placeName(whereIn(stage.world, event.chat)) : '';
  switch (event.kind) {
    case 'message.received':
      return `${event.from.name ?? event.from.id} wrote in ${place}:`;
    case 'member.joined':
      return `${event.member.name ?? event.member.id} came into ${place}:`;
    case 'schedule.due':
      return `It was time for ${event.plugin}'s ${event.schedule}:`;
    default:
      return place === '' ? `${event.kind}:` : `${event.kind} in ${place}:`;
  }
}

/** What the bot did about the latest thing that happened, and why. */
export function whyLines(desk: Desk): readonly string[] {
  const story = desk.stories.latest();
  const [first] = story?.turns ?? [];
  if (story === undefined || first === undefined) {
    return ['Nothing has happened yet. Write something, then ask again.'];
  }
  const found = story.turns.flatMap(({ findings }) => findings.map(findingLine));
  const asked = story.turns.flatMap(({ actions }) =>
    actions.map((item) => actionLine(item, story, desk)),
  );
  const failed = story.failures.map(({ plugin, error }) => `  ${plugin} failed: ${error.message}`);
  const lines = [...found, ...asked, ...failed];
  const none = '  The bot read it; no plugin found anything to do or to remark.';
  return [desk.colors.bold(eventSentence(first, desk)), ...(lines.length === 0 ? [none] : lines)];
}
