import {
  type Action,
  type KapwaEvent,
  type Kit,
  type OutboxItem,
  type Outcome,
  type PluginFailure,
  type PluginFinding,
  personSchema,
  placeOfAction,
  plainText,
  type Store,
} from '@kapwa/core';

/** What a plugin found in an event, with where and whom it was about. */
export interface WitnessedFinding extends PluginFinding {
  /** The key of the group it happened in; absent in direct chats. */
  readonly group?: string;
  /** The key of who wrote, joined or reacted. */
  readonly who?: string;
}

/** What a plugin asked for, and what came of it. */
export interface WitnessedAction {
  readonly id: string;
  readonly plugin: string;
  readonly kind: Action['kind'];
  /** The key of a group or person. */
  readonly to: string;
  readonly direct: boolean;
  /** The words of a message that was to be sent. */
  readonly text?: string;
  /** The message that was to be taken away. */
  readonly message?: string;
  readonly reason?: string;
  /** Absent as long as it waits. */
  readonly outcome?: Outcome;
}

/** Sees all that a kit tells, and keeps it for reading. */
export interface Witness {
  readonly findings: readonly WitnessedFinding[];
  readonly actions: readonly WitnessedAction[];
  readonly failures: readonly PluginFailure[];
  /** Watches one more kit: the one after a restart. */
  watch(kit: Kit): void;
  /** Finds out who is behind the ids in the actions so far. */
  identify(store: Store): Promise<void>;
  /** Forgets what it has seen, so that a test can look at what comes next. */
  forget(): void;
}

function personOf({ action }: OutboxItem): string | undefined {
  const place = placeOfAction(action);
  return 'person' in place ? place.person : undefined;
}

function groupOf({ action }: OutboxItem): string {
  const place = placeOfAction(action);
  return 'group' in place ? place.group : '';
}

/** The message an action is about, where it is on the platform already. */
function targetOf({ action }: OutboxItem): string | undefined {
  const message = 'target' in action ? action.target.message : undefined;
  return typeof message === 'string' ? message : undefined;
}

function accountOf(event: KapwaEvent): string | undefined {
  if ('from' in event) return event.from.id;
  return 'member' in event ? event.member.id : undefined;
}

function asAction(
  item: OutboxItem,
  outcome: Outcome | undefined,
  keys: ReadonlyMap<string, string>,
): WitnessedAction {
  const { id, plugin, action, options } = item;
  const person = personOf(item);
  const message = targetOf(item);
  return {
    id,
    plugin,
    kind: action.kind,
    to: person === undefined ? groupOf(item) : (keys.get(person) ?? person),
    direct: person !== undefined,
    ...('text' in action ? { text: plainText(action.text) } : {}),
    ...(message === undefined ? {} : { message }),
    ...(options.reason === undefined ? {} : { reason: options.reason }),
    ...(outcome === undefined ? {} : { outcome }),
  };
}

/** Makes a witness that has seen nothing yet. */
export function createWitness(): Witness {
  const findings: WitnessedFinding[] = [];
  const failures: PluginFailure[] = [];
  const items = new Map<string, OutboxItem>();
  const outcomes = new Map<string, Outcome>();
  const keys = new Map<string, string>();

  return {
    get findings() {
      return [...findings];
    },
    get actions() {
      return [...items.values()].map((item) => asAction(item, outcomes.get(item.id), keys));
    },
    get failures() {
      return [...failures];
    },
    watch({ events }) {
      events.on('turn.finished', (report) => {
        const { event, group } = report;
        const who = accountOf(event);
        for (const finding of report.findings) {
          findings.push({
            ...finding,
            ...(group === undefined ? {} : { group }),
            ...(who === undefined ? {} : { who }),
          });
        }
        for (const item of report.actions) items.set(item.id, item);
      });
      events.on('action.settled', ({ item, outcome }) => outcomes.set(item.id, outcome));
      events.on('plugin.failed', (failure) => failures.push(failure));
    },
    async identify(store) {
      for (const item of items.values()) {
        const id = personOf(item);
        if (id === undefined || keys.has(id)) continue;
        const record = await store.get('core.people', `${item.community}/${id}`);
        const account = personSchema.safeParse(record?.value).data?.accounts[0]?.id;
        if (account !== undefined) keys.set(id, account);
      }
    },
    forget() {
      findings.length = 0;
      failures.length = 0;
      items.clear();
    },
  };
}
