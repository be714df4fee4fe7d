import { holderOf } from '../accept/account-holder.js';
import type { Action, ActionKind, ActionOptions, Recipient } from '../actions/action.js';
import type { Capability } from '../actions/capability.js';
import { checkOptions } from '../actions/check-options.js';
import type { AttachmentType } from '../attachments/attachment.js';
import type { AuditDraft } from '../audit/audit-draft.js';
import { type AuditStanding, auditHead } from '../audit/read-audit.js';
import type { CommandIndex } from '../commands/command-index.js';
import type { CommandOffer } from '../commands/command-offer.js';
import { offersAt } from '../commands/offers.js';
import type { Dialogue, Partner } from '../dialogues/dialogue.js';
import { KapwaError } from '../errors.js';
import type { AccountRef } from '../events/event.js';
import type { Catalogue } from '../languages/catalogue.js';
import type { Values } from '../languages/message.js';
import { fingerprintOf } from '../ledger/fingerprint.js';
import { ledgerChat } from '../ledger/ledger-chat.js';
import type { Group } from '../model/group.js';
import { collections, type IdMaker, recordKey } from '../model/keys.js';
import type { Membership, PlatformRole } from '../model/membership.js';
import type { Person, PersonId } from '../model/person.js';
import { withRole } from '../model/person-roles.js';
import type { Reach } from '../model/reach.js';
import type { Permission } from '../model/role.js';
import { type CapabilityParts, capabilityIn, findGroup } from '../outbox/capability-in.js';
import type { Collection, Records } from '../plugins/collection.js';
import type { AnyContext, Context, Finding, SayOptions } from '../plugins/context.js';
import { type FloodGuard, floodedTurn } from '../plugins/flood.js';
import type { Messages } from '../plugins/messages.js';
import { type Drifted, driftIn } from '../reconcile/drift.js';
import type { InboxEntry, LedgerEntry, Store } from '../store/store.js';
import { plainText } from '../text/plain-text.js';
import { mention, type Text, type Part as TextPart } from '../text/text.js';
import { afterWriting } from './after-writing.js';
import { adminsIn, groupsOfPerson, peopleAllowed, reachOfPerson } from './ask-model.js';
import { languagesFor } from './languages-for.js';
import { Part } from './part.js';
import { newPerson, type Scene } from './scene.js';
import { Seeded } from './seeded.js';
import { inLanguages } from './speak.js';
import { stagedRecords } from './staged-records.js';

/** What every turn of a kit has at hand. */
export interface TurnParts extends CapabilityParts {
  readonly store: Pick<Store, 'get' | 'list' | 'audit' | 'ledger'>;
  readonly catalogue: Catalogue;
  readonly ids: IdMaker;
  readonly host: { readonly commands: CommandIndex };
  readonly flood?: FloodGuard;
}

/** Which event a turn is at, and what the plugin is set to there. */
export interface TurnPlace<Options = unknown> {
  readonly entry: InboxEntry;
  readonly scene: Scene;
  readonly options: Options;
  /** ms UTC. */
  readonly now: number;
}

/** One plugin's turn at one event: the context it gets, and what it staged by it. */
export interface PluginTurn {
  readonly context: AnyContext;
  /** Closed when the turn has ended: every later call of the context throws. */
  readonly part: Part;
}

class OneTurn<Options> implements Context<Options, Messages> {
  readonly event;
  readonly community;
  readonly group;
  readonly actor;
  readonly options: Options;
  readonly now: number;
  readonly #entry: InboxEntry;
  readonly #scene: Scene;
  readonly #parts: TurnParts;
  readonly #part: Part;
  #seeded: Seeded | undefined;

  constructor(place: TurnPlace<Options>, parts: TurnParts, part: Part) {
    this.event = place.entry.event;
    this.community = place.scene.community;
    this.group = place.scene.group;
    this.actor = place.scene.actor;
    this.options = place.options;
    this.now = place.now;
    this.#entry = place.entry;
    this.#scene = place.scene;
    this.#parts = parts;
    this.#part = part;
  }

  #open(): Part {
    if (!this.#part.isClosed) return this.#part;
    throw new KapwaError(
      'turn.closed',
      `${this.#part.plugin}: the context was used after its turn had ended. Await everything a handler starts.`,
    );
  }

  /** The part, for one more thing to be asked: cut off where a plugin runs wild. */
  #asking(): Part {
    const part = this.#open();
    const most = this.#parts.flood?.limits.perTurn;
    if (most === undefined || part.asked.length + part.posts.length < most) return part;
    throw floodedTurn(part.plugin, most);
  }

  #seed(): Seeded {
    this.#open();
    this.#seeded ??= new Seeded(this.#entry.id, this.#part.plugin);
    return this.#seeded;
  }

  random(): number {
    return this.#seed().random();
  }

  id(): string {
    return this.#seed().id();
  }

  secret(): string {
    const part = this.#open();
    part.secrets += 1;
    return this.#parts.ids('secret', this.#entry.id, part.plugin, String(part.secrets));
  }

  records<Value>(collection: Collection<Value>, owner?: string): Records<Value> {
    const own = this.#owner(collection.lane);
    const whose = owner ?? own;
    if (whose === undefined) {
      throw new KapwaError(
        'plugin.invalid',
        `${collection.name} belongs to a ${collection.lane}; say whose records are meant, because this event happened in none.`,
      );
    }
    return stagedRecords(collection, {
      prefix: `${recordKey(this.community.key, whose)}/`,
      mine: whose === own,
      store: this.#parts.store,
      part: () => this.#open(),
    });
  }

  /** Somebody as core keeps them at this event: a write of a plugin must not take that back. */
  #written(person: Person): Person {
    const { event } = this;
    const isDirect = event.kind === 'message.received' && event.chat.direct;
    return isDirect ? afterWriting(person, event) : person;
  }

  /** Whose records of that kind this lane may write freely. */
  #owner(lane: 'group' | 'person' | 'community'): string | undefined {
    const { community, group, person } = this.#entry.place;
    if (lane === 'group') return group;
    if (lane === 'person') return person;
    return group === undefined && person === undefined ? community : undefined;
  }

  async personOf(account: AccountRef): Promise<Person> {
    this.#open();
    const { adapter, at } = this.event;
    const holder = await holderOf(adapter, account, at, this.#parts);
    const person = holder.community === undefined ? undefined : await this.person(holder.person);
    return person ?? newPerson(holder.person, adapter, account);
  }

  async person(id: string): Promise<Person | undefined> {
    const key = recordKey(this.community.key, id);
    const stored = await this.#parts.store.get(collections.people, key);
    const kept = this.#open().staged(collections.people, key, stored?.value) as Person | undefined;
    return kept?.mergedInto === undefined ? kept : this.person(kept.mergedInto);
  }

  async groups(): Promise<readonly Group[]> {
    this.#open();
    const under = `${recordKey(this.community.key)}/`;
    const records = await this.#parts.store.list(collections.groups, under);
    return records.map((record) => record.value as Group);
  }

  async members(group: string): Promise<readonly { person: Person; role: PlatformRole }[]> {
    this.#open();
    const under = `${recordKey(this.community.key, group)}/`;
    const found = [];
    for (const record of await this.#parts.store.list(collections.memberships, under)) {
      const membership = record.value as Membership;
      const person = await this.person(membership.person);
      if (person !== undefined) found.push({ person, role: membership.role });
    }
    return found;
  }

  async admins(group: string): Promise<readonly Person[]> {
    this.#open();
    return adminsIn(this.#parts.store, this.community.key, group);
  }

  async groupsOf(person: PersonId): Promise<readonly Group[]> {
    this.#open();
    return groupsOfPerson(this.#parts.store, this.community.key, person);
  }

  async peopleWith(permission: Permission, group?: string): Promise<readonly Person[]> {
    this.#open();
    return peopleAllowed(this.#parts.store, this.community, permission, group);
  }

  async drift(group: string): Promise<readonly Drifted[]> {
    this.#open();
    return driftIn(this.#parts.store, this.community.key, group);
  }

  async reach(person: PersonId): Promise<Reach> {
    this.#open();
    const { adapter: network, via } = this.event;
    const here = { network, via, now: this.now };
    return reachOfPerson(this.#parts, this.community.key, person, here);
  }

  async startLink(adapter: string): Promise<string | undefined> {
    this.#open();
    const record = await this.#parts.store.get(collections.startLinks, recordKey(adapter));
    return record?.value as string | undefined;
  }

  setLanguage(language: string): void {
    const part = this.#open();
    const { person } = this.#entry.place;
    if (person === undefined || this.actor === undefined) {
      throw new KapwaError(
        'turn.foreign-write',
        `${part.plugin}: a language is chosen by the person in their direct chat.`,
      );
    }
    const key = recordKey(this.community.key, person);
    const value: Person = { ...this.#written(this.actor.person), language };
    part.write({ op: 'put', collection: collections.people, key, value });
  }

  setRole(role: string, has: boolean, group?: string): void {
    const part = this.#open();
    const { person } = this.#entry.place;
    if (person === undefined || this.actor === undefined) {
      throw new KapwaError(
        'turn.foreign-write',
        `${part.plugin}: a role is given in the lane of the person who gets it. Post a step there.`,
      );
    }
    const key = recordKey(this.community.key, person);
    const kept = part.staged(collections.people, key, this.#written(this.actor.person)) as Person;
    const value = withRole(kept, { role, group }, has);
    part.write({ op: 'put', collection: collections.people, key, value });
  }

  commands(language: string): readonly CommandOffer[] {
    this.#open();
    const { host, catalogue } = this.#parts;
    return offersAt(this, host.commands, catalogue, language);
  }

  post(
    to: Recipient | 'community',
    step: string,
    data?: unknown,
    options: { readonly at?: number } = {},
  ): void {
    this.#asking().post({ to, step, data, at: options.at });
  }

  begin<Input>(
    dialogue: Dialogue<Input>,
    partner: Partner,
    input: Input,
    options: { readonly at?: number } = {},
  ): void {
    const { plugin, step } = dialogue;
    const to = 'group' in partner ? { group: partner.group } : { person: partner.person };
    const data = dialogue.opening(input, partner);
    this.#asking().post({ to, plugin, step, data, at: options.at });
  }

  words(key: string): readonly string[] {
    const { plugin } = this.#open();
    return this.#parts.catalogue.wordList(plugin, key);
  }

  perform(action: Action, options: ActionOptions = {}): string {
    const id = this.id();
    const part = this.#asking();
    // Here, and not only at the commit: the stack leads to the line that asked.
    checkOptions(part.plugin, action, options);
    part.ask({ id, action, options });
    return id;
  }

  say(to: Recipient, key: string, values: object, options: SayOptions = {}): string {
    const id = this.id();
    const { replyTo, menu, attachment, ...rest } = options;
    const say = { to, key, values: values as Values };
    this.#asking().ask({ id, say, replyTo, menu, attachment, options: rest });
    return id;
  }

  text(language: string, key: string, values: object): Text {
    const { plugin } = this.#open();
    return this.#parts.catalogue.text(plugin, language, key, values as Values);
  }

  inLanguages(texts: readonly Text[]): Text {
    return inLanguages(texts);
  }

  async languagesFor(to: Recipient): Promise<readonly string[]> {
    return languagesFor(to, this.#scene, this.#open(), this.#parts.store);
  }

  mention(person: Person): TextPart {
    return mention(person.id, person.name);
  }

  async capability(
    action: ActionKind,
    group?: string,
    attachment?: AttachmentType,
  ): Promise<Capability> {
    this.#open();
    const found = await findGroup(this.#parts.store, this.#scene, group);
    return capabilityIn(this.#parts, {
      action,
      community: this.community.key,
      group: found,
      adapter: this.event.via ?? this.event.adapter,
      attachment,
      now: this.now,
    });
  }

  note(finding: Omit<Finding, 'text'>, key: string, values: object): void {
    const language = this.community.languages[0] ?? 'en';
    const text = plainText(this.text(language, key, values));
    this.#open().find({ ...finding, text });
  }

  fingerprint(): string | undefined {
    const part = this.#open();
    if (!('text' in this.event)) return undefined;
    part.fingerprint ??= fingerprintOf(this.event.text, this.#parts.ids);
    return part.fingerprint;
  }

  async known(message: string): Promise<LedgerEntry | undefined> {
    this.#open();
    if (!('chat' in this.event)) return undefined;
    const { adapter, chat } = this.event;
    return this.#parts.store.ledger(ledgerChat(adapter, chat.id), message);
  }

  audit(draft: AuditDraft): void {
    this.#open().note(draft);
  }

  async auditHead(after = 0): Promise<AuditStanding> {
    this.#open();
    return auditHead(this.#parts.store, this.community.key, after);
  }
}

/** Begins one plugin's turn. */
export function beginTurn<Options>(
  plugin: string,
  place: TurnPlace<Options>,
  parts: TurnParts,
): PluginTurn {
  const part = new Part(plugin);
  return { context: new OneTurn(place, parts, part), part };
}
