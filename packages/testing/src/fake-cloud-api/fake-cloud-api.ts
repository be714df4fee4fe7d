import { randomBytes } from 'node:crypto';
import { type Clock, systemClock } from '@kapwa/core';
import { createFaults, type Fault } from './faults.js';
import { type GraphRequest, startGraphServer } from './graph-server.js';
import { createGroup, type FakeGroup, type FakeGroupSettings } from './group.js';
import { createMediaStore, type MediaStore } from './media-store.js';
import { createPhone, type FakePhone, type PhoneState } from './phone.js';
import { createSendRules, type SendRates } from './send-rules.js';
import { createSending } from './sending.js';
import { verifyCallback } from './subscription.js';
import { type TemplateRegistry, templateRegistry } from './templates.js';
import { createWebhookSender, type FakeWebhooks } from './webhook-sender.js';

/** How the fake is set up; each has a value that will do. */
export interface FakeCloudApiOptions {
  readonly token?: string;
  readonly phoneNumberId?: string;
  readonly appSecret?: string;
  readonly verifyToken?: string;
  /** Whose time the window, the rates and redelivery go by; the machine's unless given. */
  readonly clock?: Clock;
  readonly rates?: SendRates;
  /** Whether Meta has opened groups to the business; false unless said otherwise. */
  readonly official?: boolean;
  /** Whether `sent` and `delivered` are reported; true unless said otherwise. */
  readonly statuses?: boolean;
}

/** A Graph API of one's own, with the phones of people on its other side. */
export interface FakeCloudApi {
  /** Where it listens, such as `http://127.0.0.1:40123`. */
  readonly baseUrl: string;
  readonly token: string;
  readonly phoneNumberId: string;
  readonly businessAccountId: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  /** These as a program is told them: `whatsappAdapter({ driver: 'cloud', ...api.settings })`. */
  readonly settings: {
    readonly token: string;
    readonly phoneNumberId: string;
    readonly appSecrets: readonly string[];
    readonly verifyToken: string;
    readonly baseUrl: string;
  };
  /** Everything that was posted to the Graph API, in order. */
  readonly requests: readonly GraphRequest[];
  readonly webhooks: FakeWebhooks;
  /** What was uploaded and what people sent. */
  readonly media: Pick<MediaStore, 'file' | 'forget'>;
  /** Sets the callback address, after asking there as Meta does; rejects when it is not confirmed. */
  subscribe(callbackUrl: string): Promise<void>;
  /** The phone with this number; the same one each time. The name counts the first time. */
  phone(number: string, name?: string): FakePhone;
  /** A new group of the business. */
  group(settings?: Partial<FakeGroupSettings>): FakeGroup;
  /** All groups of the business, oldest first. */
  groups(): readonly FakeGroup[];
  /**
   * The templates Meta has approved. As long as there is none, every template is taken by its name;
   * afterwards unknown ones, other languages and wrong numbers of parameters meet Meta's errors.
   */
  readonly templates: Pick<TemplateRegistry, 'approve' | 'submit' | 'pause'>;
  /** The next `times` requests meet this fault. */
  fail(times: number, fault: Fault): void;
  close(): Promise<void>;
}

/** A business-scoped id as Meta makes them: a country and digits, another for each account of a number. */
function userIdFor(number: string, account: number): string {
  return `US.${[...number].reverse().join('')}${String(42 + account).padStart(5, '0')}`;
}

function createPhoneBook() {
  const states = new Map<string, PhoneState>();
  const accounts = new Map<string, number>();
  const newUserId = (number: string): string => {
    const account = accounts.get(number) ?? 0;
    accounts.set(number, account + 1);
    return userIdFor(number, account);
  };
  return {
    writerOf: (message: string) => [...states.values()].find(({ wrote }) => wrote.has(message)),
    find: (id: string) =>
      states.get(id) ?? [...states.values()].find(({ userId }) => userId === id),
    renumber(state: PhoneState, number: string): void {
      states.delete(state.number);
      Object.assign(state, { number, userId: newUserId(number), lastWrote: undefined });
      states.set(number, state);
    },
    open(number: string, name: string): PhoneState {
      const known = states.get(number);
      if (known) return known;
      const state: PhoneState = {
        number,
        userId: newUserId(number),
        name,
        received: [],
        unread: new Set(),
        wrote: new Set(),
        readByBusiness: new Set(),
        typingUntil: 0,
        isHidden: false,
        lastWrote: undefined,
      };
      states.set(number, state);
      return state;
    },
  };
}

function withDefaults(options: FakeCloudApiOptions) {
  return {
    businessAccountId: '102290129340398',
    displayPhone: '15550783881',
    token: options.token ?? 'EAAfakeToken',
    phoneNumberId: options.phoneNumberId ?? '106540352242922',
    appSecret: options.appSecret ?? 'fake-app-secret',
    verifyToken: options.verifyToken ?? 'fake-verify-token',
    clock: options.clock ?? systemClock,
  };
}

/**
 * Starts a server that behaves like WhatsApp's Cloud API for messages, on this machine only.
 *
 * People write on their phones, which posts signed webhooks; what the business sends by the
 * Graph API arrives on the phones, under Meta's rules: token, form, 24 hours, rates.
 *
 * @example
 * const whatsapp = await startFakeCloudApi();
 * await whatsapp.subscribe('http://127.0.0.1:3000/webhooks/whatsapp');
 * const amina = whatsapp.phone('254700000001', 'Amina');
 * amina.writes('rules');
 * // ... then amina.received holds the answer
 */
export async function startFakeCloudApi(options: FakeCloudApiOptions = {}): Promise<FakeCloudApi> {
  const settings = withDefaults(options);
  const { clock, token, phoneNumberId, appSecret, verifyToken } = settings;
  let callbackUrl: string | undefined;
  const sender = createWebhookSender({ ...settings, callbackUrl: () => callbackUrl });
  const book = createPhoneBook();
  const groups = new Map<string, FakeGroup>();
  const faults = createFaults();
  const newId = (): string => `wamid.HBgL${randomBytes(24).toString('base64')}`;
  const media = createMediaStore(() => clock.now());
  const world = { now: () => clock.now(), newId, tell: sender.tell, media };
  const templates = templateRegistry();
  const newGroup = (begins: Partial<FakeGroupSettings> = {}): FakeGroup => {
    const id = `Y2FwaV9ncm91cDo${randomBytes(12).toString('hex')}ZD`;
    const group = createGroup(id, world, begins);
    groups.set(group.id, group);
    return group;
  };
  const sending = createSending({
    ...world,
    templates,
    find: book.find,
    writerOf: book.writerOf,
    group: (id) => groups.get(id),
    rules: createSendRules(clock, options.rates ?? {}),
    statuses: options.statuses ?? true,
  });
  const server = await startGraphServer({
    token,
    phoneNumberId,
    faults,
    media,
    take: sending.take,
    number: {
      id: phoneNumberId,
      display_phone_number: settings.displayPhone,
      verified_name: 'Fake business',
    },
    business: { id: settings.businessAccountId, templates: templates.list },
    groups: {
      phoneNumberId,
      isOfficial: () => options.official === true,
      find: (id) => groups.get(id),
      make(subject, description = '', approval = false) {
        const request = String(randomBytes(6).readUIntBE(0, 6));
        const group = newGroup({ subject, description, approval });
        const item = {
          ...{ timestamp: String(Math.floor(clock.now() / 1000)), type: 'group_create' },
          ...{ group_id: group.id, request_id: request, subject, description },
          invite_link: group.link(),
          join_approval_mode: approval ? 'approval_required' : 'auto_approve',
        };
        sender.tell({ field: 'group_lifecycle_update', list: 'groups', item });
        return request;
      },
    },
  });

  return {
    baseUrl: server.address,
    token,
    phoneNumberId,
    businessAccountId: settings.businessAccountId,
    appSecret,
    verifyToken,
    settings: {
      ...{ token, phoneNumberId, verifyToken, appSecrets: [appSecret] },
      baseUrl: server.address,
    },
    requests: server.requests,
    webhooks: sender,
    media,
    async subscribe(url) {
      await verifyCallback(url, verifyToken);
      callbackUrl = url;
    },
    phone(number, name = 'Somebody') {
      return createPhone(book.open(number, name), {
        ...world,
        report: sending.report,
        renumber: book.renumber,
      });
    },
    group: newGroup,
    groups: () => [...groups.values()],
    templates,
    fail: faults.plan,
    async close() {
      sender.close();
      await server.close();
    },
  };
}
