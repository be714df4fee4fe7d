import type { PluginFinding, TurnReport } from '../kit-events.js';
import type { Handled } from './handle.js';

/** What those who watch are told of a turn. */
export function reportOf({ event, place, actor, turns, actions }: Handled): TurnReport {
  const { community, group } = place;
  const findings = turns.flatMap(({ part }) =>
    part.findings.map((finding): PluginFinding => ({ plugin: part.plugin, ...finding })),
  );
  return {
    event,
    community,
    ...(group === undefined ? {} : { group }),
    ...(actor === undefined ? {} : { person: actor.person.id }),
    findings,
    actions,
  };
}
