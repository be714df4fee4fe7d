import type { MessageTemplate } from '@kapwa/core';
import { z } from 'zod';
import type { CloudFinding } from './cloud-finding.js';
import { compareTemplates } from './compare-templates.js';
import { needsNewToken, reasonOf } from './errors.js';
import {
  createGraphClient,
  type Fetch,
  type GraphAnswer,
  type GraphClient,
} from './graph-client.js';
import { defaultBaseUrl, defaultVersion, limits } from './limits.js';
import { failureSchema, numberSchema } from './wire.js';
import { type TemplateAtMeta, templatesSchema } from './wire-templates.js';

/** What is to be looked at. */
export interface CloudToInspect {
  readonly token: string;
  readonly phoneNumberId: string;
  /** The id of the WhatsApp business account, to which templates belong. */
  readonly businessAccountId?: string;
  readonly baseUrl?: string;
  readonly version?: string;
  readonly fetch?: Fetch;
  /** How long one answer may take, in ms. */
  readonly timeout?: number;
}

/** No business has more templates than this many pages hold (Meta allows 6,000). */
const MOST_PAGES = 60;

const idSchema = z.string().regex(/^\d+$/);

function offline({ reason }: { readonly reason: string }): CloudFinding {
  return {
    level: 'warning',
    about: 'network',
    message: `WhatsApp could not be asked whether the settings are right: ${reason}`,
    fix: 'Connect this machine to the internet and try again.',
  };
}

function codeIn(body: unknown): number | undefined {
  return failureSchema.safeParse(body).data?.error.code;
}

/** What an answer about the number says of the settings. */
function ofNumber(answer: GraphAnswer): CloudFinding {
  if (answer.kind === 'silent') return offline(answer);
  const { status, body } = answer;
  if (needsNewToken(status, body)) {
    const fix = 'Set WHATSAPP_TOKEN to a new one: docs/whatsapp-cloud.md, step 3.';
    return { level: 'error', about: 'token', message: reasonOf(codeIn(body) ?? 190), fix };
  }
  if (status === 200) {
    const number = numberSchema.safeParse(body).data?.display_phone_number ?? 'unknown';
    const message = `WhatsApp takes the access token; the number of the bot is ${number}.`;
    return { level: 'ok', about: 'number', message, fix: '' };
  }
  const code = codeIn(body);
  if (code === 100 || code === 33 || status === 404) {
    return {
      level: 'error',
      about: 'number',
      message: 'WhatsApp does not know this phone number id, or the access token may not use it.',
      fix: 'Compare WHATSAPP_PHONE_NUMBER_ID with WhatsApp > API Setup: it is not the phone number itself.',
    };
  }
  const message = `WhatsApp did not say whether the settings are right. ${reasonOf(code)}`;
  return { level: 'warning', about: 'network', message, fix: 'Try again later.' };
}

function unreadTemplates(message: string, fix: string): CloudFinding {
  return { level: 'warning', about: 'templates', message, fix };
}

/** All templates of a business, or why they could not be read. */
async function readTemplates(
  client: GraphClient,
  account: string,
): Promise<readonly TemplateAtMeta[] | CloudFinding> {
  const found: TemplateAtMeta[] = [];
  let after = '';
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = `fields=name,language,status,components&limit=100${after}`;
    const answer = await client.get(`/${account}/message_templates?${query}`);
    if (answer.kind === 'silent') return offline(answer);
    const read = answer.status === 200 ? templatesSchema.safeParse(answer.body).data : undefined;
    if (read === undefined) {
      return unreadTemplates(
        `The templates could not be read at Meta. ${reasonOf(codeIn(answer.body))}`,
        'Compare WHATSAPP_BUSINESS_ACCOUNT_ID with WhatsApp > API Setup, and give the token the permission whatsapp_business_management, too.',
      );
    }
    found.push(...read.data);
    const next = read.paging?.next === undefined ? undefined : read.paging.cursors?.after;
    if (next === undefined) return found;
    after = `&after=${encodeURIComponent(next)}`;
  }
  return found;
}

async function ofTemplates(
  client: GraphClient,
  account: string | undefined,
  wanted: readonly MessageTemplate[],
): Promise<readonly CloudFinding[]> {
  if (wanted.length === 0) return [];
  if (account === undefined) {
    const fix =
      'Set WHATSAPP_BUSINESS_ACCOUNT_ID to the "WhatsApp Business Account ID" under WhatsApp > API Setup.';
    return [unreadTemplates('The templates were not compared with those at Meta.', fix)];
  }
  if (!idSchema.safeParse(account).success) {
    const message = 'WHATSAPP_BUSINESS_ACCOUNT_ID is a long number, and this is none.';
    const fix = 'Copy the "WhatsApp Business Account ID" under WhatsApp > API Setup.';
    return [{ level: 'error', about: 'templates', message, fix }];
  }
  const known = await readTemplates(client, account);
  return 'level' in known ? [known] : compareTemplates(wanted, known);
}

/**
 * Asks the Graph API whether the settings are right: whether it takes the token, knows the number,
 * and has approved the templates in the form in which the bot would send them. Changes nothing.
 */
export async function inspectCloud(
  settings: CloudToInspect,
  templates: readonly MessageTemplate[] = [],
): Promise<readonly CloudFinding[]> {
  const { phoneNumberId, businessAccountId } = settings;
  const client = createGraphClient({
    baseUrl: settings.baseUrl ?? defaultBaseUrl,
    version: settings.version ?? defaultVersion,
    token: settings.token,
    fetch: settings.fetch ?? ((url, init) => fetch(url, init)),
    timeout: settings.timeout ?? limits.answerTime,
  });
  try {
    const path = `/${encodeURIComponent(phoneNumberId)}?fields=display_phone_number`;
    const number = ofNumber(await client.get(path));
    if (number.level !== 'ok') return [number];
    return [number, ...(await ofTemplates(client, businessAccountId, templates))];
  } finally {
    client.close();
  }
}
