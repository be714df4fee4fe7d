import type { Action, ActionKind, ActionOptions, Recipient } from '../actions/action.js';
import type { AttachmentType } from '../attachments/attachment.js';
import type { AuditDraft } from '../audit/audit-draft.js';
import type { CommandOffer } from '../commands/command-offer.js';
import { offersAt } from '../commands/offers.js';
import type { Dialogue, Partner } from '../dialogues/dialogue.js';
import type { AccountRef } from '../events/event.js';
import type { Person, PersonId } from '../model/person.js';
import type { Permission } from '../model/role.js';
import type { Collection } from '../plugins/collection.js';
import type { AnyContext, Context, Finding, SayOptions } from '../plugins/context.js';
import type { Messages } from '../plugins/messages.js';
import { mention, type Text } from '../text/text.js';
import * as asking from './ask-in-turn.js';
import { OpenTurn, type TurnParts, type TurnPlace } from './open-turn.js';
import { Part } from './part.js';
import * as reading from './read-in-turn.js';
import { inLanguages } from './speak.js';
import * as wording from './word-in-turn.js';
import * as writing from './write-in-turn.js';

/** One plugin's turn at one event: the context it gets, and what it staged by it. */
export interface PluginTurn {
  readonly context: AnyContext;
  /** Closed when the turn has ended: every later call of the context throws. */
  readonly part: Part;
}

/** What a handler sees, and by which it asks: what it offers is in the files beside this one. */
class OneTurn<Options> implements Context<Options, Messages> {
  readonly event;
  readonly community;
  readonly group;
  readonly actor;
  readonly options: Options;
  readonly now: number;
  readonly #turn: OpenTurn;

  constructor(place: TurnPlace, options: Options, parts: TurnParts, part: Part) {
    this.event = place.entry.event;
    this.community = place.scene.community;
    this.group = place.scene.group;
    this.actor = place.scene.actor;
    this.options = options;
    this.now = place.now;
    this.#turn = new OpenTurn(place, parts, part);
  }

  get here() {
    return this.#turn.here;
  }

  random() {
    return this.#turn.seeded().random();
  }

  id() {
    return this.#turn.seeded().id();
  }

  secret() {
    return this.#turn.secret();
  }

  records<Value>(collection: Collection<Value>, owner?: string) {
    return writing.recordsIn(this.#turn, collection, owner);
  }

  personOf(account: AccountRef) {
    return reading.personOf(this.#turn, account);
  }

  person(id: PersonId) {
    return reading.personIn(this.#turn, id);
  }

  groups() {
    return reading.groupsFor(this.#turn);
  }

  members(group: string) {
    return reading.membersOf(this.#turn, group);
  }

  admins(group: string) {
    return reading.adminsOf(this.#turn, group);
  }

  groupsOf(person: PersonId) {
    return reading.groupsOf(this.#turn, person);
  }

  peopleWith(permission: Permission, group?: string) {
    return reading.peopleWith(this.#turn, permission, group);
  }

  drift(group: string) {
    return reading.driftOf(this.#turn, group);
  }

  reach(person: PersonId) {
    return reading.reachOf(this.#turn, person);
  }

  startLink(adapter: string) {
    return reading.startLinkOf(this.#turn, adapter);
  }

  capability(action: ActionKind, group?: string, attachment?: AttachmentType) {
    return reading.capabilityOf(this.#turn, action, group, attachment);
  }

  known(message: string) {
    return reading.knownOf(this.#turn, message);
  }

  auditHead(after = 0) {
    return reading.auditHeadOf(this.#turn, after);
  }

  commands(language: string): readonly CommandOffer[] {
    this.#turn.part();
    const { host, catalogue } = this.#turn.parts;
    return offersAt(this, host.commands, catalogue, language);
  }

  setLanguage(language: string) {
    writing.setLanguage(this.#turn, language);
  }

  setRole(role: string, has: boolean, group?: string) {
    writing.setRole(this.#turn, role, has, group);
  }

  post(
    to: Recipient | 'community',
    step: string,
    data?: unknown,
    options?: { readonly at?: number },
  ) {
    asking.post(this.#turn, to, step, data, options);
  }

  begin<Input>(
    dialogue: Dialogue<Input>,
    partner: Partner,
    input: Input,
    options?: { readonly at?: number },
  ) {
    asking.begin(this.#turn, dialogue, partner, input, options);
  }

  perform(action: Action, options?: ActionOptions) {
    return asking.perform(this.#turn, action, options);
  }

  say(to: Recipient, key: string, values: object, options?: SayOptions) {
    return asking.say(this.#turn, to, key, values, options);
  }

  reply(...said: asking.Reply) {
    return asking.reply(this.#turn, ...said);
  }

  text(language: string, key: string, values: object) {
    return wording.textIn(this.#turn, language, key, values);
  }

  inLanguages(texts: readonly Text[]) {
    return inLanguages(texts);
  }

  words(key: string) {
    return wording.wordsOf(this.#turn, key);
  }

  languagesFor(to: Recipient) {
    return wording.languagesOf(this.#turn, to);
  }

  mention(person: Person) {
    return mention(person.id, person.name);
  }

  note(finding: Omit<Finding, 'text'>, key: string, values: object) {
    wording.note(this.#turn, finding, key, values);
  }

  fingerprint() {
    return wording.fingerprint(this.#turn);
  }

  audit(draft: AuditDraft) {
    this.#turn.part().note(draft);
  }
}

/** Begins one plugin's turn; `options` are what it is set to there. */
export function beginTurn(
  plugin: string,
  place: TurnPlace,
  options: unknown,
  parts: TurnParts,
): PluginTurn {
  const part = new Part(plugin);
  return { context: new OneTurn(place, options, parts, part), part };
}
