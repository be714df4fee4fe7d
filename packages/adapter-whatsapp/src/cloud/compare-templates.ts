import type { MessageTemplate } from '@kapwa/core';
import type { CloudFinding } from './cloud-finding.js';
import type { TemplateAtMeta } from './wire-templates.js';

const help = 'docs/whatsapp-templates.md has the words, and says what must agree.';

function placesIn(text = ''): number {
  return new Set(text.match(/\{\{[^}]*\}\}/g) ?? []).size;
}

function partOf({ components }: TemplateAtMeta, type: string) {
  return components.find((one) => one.type.toUpperCase() === type);
}

/** What stands above it, in the words of community.yaml; undefined for nothing to fill in. */
function headerAt(template: TemplateAtMeta): string | undefined {
  const header = partOf(template, 'HEADER');
  const format = header?.format?.toUpperCase() ?? 'TEXT';
  if (header === undefined) return undefined;
  if (format !== 'TEXT') return format.toLowerCase();
  return placesIn(header.text) > 0 ? 'text' : undefined;
}

/** What a button is in community.yaml; undefined for a kind the bot cannot send. */
function buttonAt({ type, url }: { type: string; url?: string | undefined }): string | undefined {
  if (type.toUpperCase() === 'QUICK_REPLY') return 'reply';
  if (type.toUpperCase() !== 'URL') return undefined;
  return placesIn(url) > 0 ? 'link with an ending' : 'link';
}

function buttonHere(button: string): string {
  if (button === 'choice' || button === 'start') return 'reply';
  return button === 'link' ? 'link' : 'link with an ending';
}

/** In what a template of community.yaml and the one at Meta differ; undefined where they agree. */
function differenceOf(wanted: MessageTemplate, known: TemplateAtMeta): string | undefined {
  const places = placesIn(partOf(known, 'BODY')?.text);
  const { parameters, header, buttons = [] } = wanted;
  if (places !== parameters.length) {
    return `it has ${places} places for values, and community.yaml fills ${parameters.length}`;
  }
  const isFile = header === 'image' || header === 'video' || header === 'document';
  const here = header === undefined || isFile ? header : 'text';
  const there = headerAt(known);
  if (here !== there) {
    const say = (one: string | undefined) => (one === undefined ? 'nothing' : `"${one}"`);
    return `${say(there)} has to be filled in above it, and community.yaml gives ${say(here)}`;
  }
  const own = buttons.map(buttonHere);
  const theirs = (partOf(known, 'BUTTONS')?.buttons ?? []).map(buttonAt);
  const isSame = own.length === theirs.length && own.every((one, place) => one === theirs[place]);
  const list = (all: readonly (string | undefined)[]) =>
    all.length === 0 ? 'none' : all.map((one) => one ?? 'another kind').join(', ');
  return isSame
    ? undefined
    : `its buttons are ${list(theirs)}, and community.yaml has ${list(own)}`;
}

function ofLanguage(
  wanted: MessageTemplate,
  code: string,
  known: readonly TemplateAtMeta[],
): CloudFinding | undefined {
  const about = { about: 'templates', template: wanted.name } as const;
  const found = known.find((one) => one.name === wanted.name && one.language === code);
  if (found === undefined) {
    const message = `Meta has no template "${wanted.name}" in ${code}.`;
    return { level: 'error', ...about, message, fix: `Make it in WhatsApp Manager: ${help}` };
  }
  const status = found.status.toUpperCase();
  if (status === 'PENDING' || status === 'IN_APPEAL') {
    const message = `Meta has not approved the template "${wanted.name}" in ${code} yet.`;
    return {
      level: 'warning',
      ...about,
      message,
      fix: 'Wait until it has; mostly within an hour.',
    };
  }
  if (status !== 'APPROVED') {
    const message = `The template "${wanted.name}" in ${code} cannot be sent: at Meta it is ${status.toLowerCase()}.`;
    const fix = 'Read in WhatsApp Manager why, and change it there.';
    return { level: 'error', ...about, message, fix };
  }
  const difference = differenceOf(wanted, found);
  if (difference === undefined) return undefined;
  const message = `The template "${wanted.name}" in ${code} is another one at Meta: ${difference}.`;
  return { level: 'error', ...about, message, fix: `Make both the same: ${help}` };
}

/** Compares the templates of community.yaml with those at Meta, language by language. Pure. */
export function compareTemplates(
  wanted: readonly MessageTemplate[],
  known: readonly TemplateAtMeta[],
): readonly CloudFinding[] {
  const findings = wanted.flatMap((template) =>
    [...new Set(Object.values(template.languages))].flatMap(
      (code) => ofLanguage(template, code, known) ?? [],
    ),
  );
  if (findings.length > 0) return findings;
  const names = wanted.map(({ name }) => name).join(', ');
  const message = `Meta has approved the templates as community.yaml has them: ${names}.`;
  return [{ level: 'ok', about: 'templates', message, fix: '' }];
}
