import {
  type ActionKind,
  type Capability,
  type OutboxItem,
  type PluginFinding,
  placeOfAction,
  type TurnReport,
} from '@kapwa/core';
import type { ChatMessage } from '../chat-export/index.js';

/** What the bot would have thought of a message: the form is a contract with other programs. */
export interface Verdict {
  readonly plugin: string;
  readonly detector?: string;
  readonly mode?: string;
  readonly severity?: string;
  readonly reason: string;
  readonly text: string;
}

/** Something the bot would have done. `to` is a group's key or a person's name. */
export interface PlannedAction {
  readonly kind: ActionKind;
  readonly level: Capability['level'];
  readonly to: string;
}

/** One line of a rehearsal: a message, what the bot noticed, and what it would have done. */
export interface RehearsedMessage {
  readonly index: number;
  readonly at: string;
  readonly from: string;
  readonly group: string;
  readonly verdicts: readonly Verdict[];
  readonly actions: readonly PlannedAction[];
}

function verdictOf({ plugin, detector, mode, severity, reason, text }: PluginFinding): Verdict {
  return {
    plugin,
    ...(detector === undefined ? {} : { detector }),
    ...(mode === undefined ? {} : { mode }),
    ...(severity === undefined ? {} : { severity }),
    reason,
    text,
  };
}

/** What the people and groups of one message are called in it. */
interface Names {
  person(id: string): string;
  group(key: string): string;
}

function actionOf({ action }: OutboxItem, names: Names): PlannedAction {
  const place = placeOfAction(action);
  const to = 'group' in place ? names.group(place.group) : names.person(place.person);
  return { kind: action.kind, level: 'native', to };
}

/** Puts together what is known of one message once the bot has handled it. */
export function rehearsedMessage(
  message: ChatMessage,
  group: string,
  report: TurnReport | undefined,
): RehearsedMessage {
  const names: Names = {
    person: (id) => (id === report?.person ? message.from : id),
    // A group that is in no community.yaml has a made-up key, which tells nobody anything.
    group: (key) => (key === report?.group ? group : key),
  };
  return {
    index: message.index,
    at: new Date(message.at).toISOString(),
    from: message.from,
    group,
    verdicts: report?.findings.map(verdictOf) ?? [],
    actions: report?.actions.map((item) => actionOf(item, names)) ?? [],
  };
}
