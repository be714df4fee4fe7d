import type { PluginFinding, TurnReport } from '../kit-events.js';
import type { Handled } from './handle.js';

type Writable<Shape> = { -readonly [Key in keyof Shape]: Shape[Key] };

/** What those who watch are told of a turn. */
export function reportOf({ event, place, actor, turns, actions }: Handled): TurnReport {
  const { community, group } = place;
  const findings: PluginFinding[] = [];
  for (const { part } of turns) {
    for (const finding of part.findings) findings.push({ plugin: part.plugin, ...finding });
  }
  const report: Writable<TurnReport> = { event, community, findings, actions };
  if (group !== undefined) report.group = group;
  if (actor !== undefined) report.person = actor.person.id;
  return report;
}
