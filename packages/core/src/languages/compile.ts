import { plainText } from '../text/plain-text.js';
import type { Part, Text } from '../text/text.js';
import {
  cleanValue,
  FIRST_STRONG,
  hasRightToLeft,
  isolate,
  isRightToLeft,
  LEFT_TO_RIGHT,
  POP,
} from './direction.js';
import type { ListValue, Value, Values } from './message.js';
import { type PluralCategory, pluralRule } from './plural.js';
import type { Segment, Template } from './template.js';

/** A message of one language, ready to be filled. */
export type Message = (values: Values) => Text;

/** The forms of one message: one template, or one per plural category. */
export type Forms =
  | { readonly single: Template }
  | { readonly plural: ReadonlyMap<PluralCategory, Template> };

/** Display names are cut here; a name of kilobytes is not a name. */
const LONGEST_NAME = 64;

function appendPlain(parts: Part[], text: string): void {
  const last = parts[parts.length - 1];
  if (last?.kind === 'plain') parts[parts.length - 1] = { kind: 'plain', text: last.text + text };
  else parts.push({ kind: 'plain', text });
}

/** The mark that sets a part apart from a message of the other direction; none where it needs none. */
function markFor(part: Part, rightToLeft: boolean): string {
  if (part.kind === 'link' && part.label === undefined) return rightToLeft ? LEFT_TO_RIGHT : '';
  const turned = hasRightToLeft(plainText([part]));
  // A command such as /rules reads left to right, whatever its first letter is.
  if (part.kind === 'code' && rightToLeft && !turned) return LEFT_TO_RIGHT;
  return rightToLeft || turned ? FIRST_STRONG : '';
}

function appendApart(parts: Part[], part: Part, rightToLeft: boolean): void {
  const mark = markFor(part, rightToLeft);
  if (mark !== '') appendPlain(parts, mark);
  parts.push(part);
  if (mark !== '') appendPlain(parts, POP);
}

function appendPart(parts: Part[], part: Part, rightToLeft: boolean): void {
  switch (part.kind) {
    case 'plain':
      appendPlain(parts, part.text);
      return;
    case 'mention': {
      const name = [...cleanValue(part.name)].slice(0, LONGEST_NAME).join('');
      appendApart(parts, { ...part, name }, rightToLeft);
      return;
    }
    case 'link':
    case 'code':
    case 'emphasis':
      appendApart(parts, part, rightToLeft);
      return;
    default:
      // What stands on lines of its own has a direction of its own, line by line.
      parts.push(part);
  }
}

const lists = new Map<string, Intl.ListFormat>();

function listFormat(language: string): Intl.ListFormat {
  const known = lists.get(language);
  if (known !== undefined) return known;
  // A language without data would take the machine's own; English is at least the source.
  const tag = Intl.ListFormat.supportedLocalesOf(language).length > 0 ? language : 'en';
  const format = new Intl.ListFormat(tag, { type: 'conjunction' });
  lists.set(language, format);
  return format;
}

function appendList(parts: Part[], list: ListValue, language: string, rightToLeft: boolean): void {
  const places = list.items.map((_, index) => String(index));
  for (const { type, value } of listFormat(language).formatToParts(places)) {
    if (type === 'literal') appendPlain(parts, value);
    else appendValue(parts, list.items[Number(value)], language, rightToLeft);
  }
}

function appendValue(
  parts: Part[],
  value: Value | undefined,
  language: string,
  rightToLeft: boolean,
): void {
  if (value === undefined) return;
  if (typeof value === 'number') appendPlain(parts, isolate(String(value), rightToLeft));
  else if (typeof value === 'string') appendPlain(parts, isolate(cleanValue(value), rightToLeft));
  else if ('kind' in value && value.kind === 'listing')
    appendList(parts, value, language, rightToLeft);
  else if ('kind' in value) appendPart(parts, value, rightToLeft);
  else appendText(parts, value, rightToLeft);
}

/** An isolate ends with its line, so what stands on several cannot be set apart as a whole. */
function isBlock({ kind }: Part): boolean {
  return kind === 'quote' || kind === 'list' || kind === 'border';
}

/** A text made elsewhere may be in another language: it keeps its own direction as a whole. */
function appendText(parts: Part[], text: Text, rightToLeft: boolean): void {
  const apart = (rightToLeft || hasRightToLeft(plainText(text))) && !text.some(isBlock);
  if (apart) appendPlain(parts, FIRST_STRONG);
  for (const part of text) appendPart(parts, part, rightToLeft);
  if (apart) appendPlain(parts, POP);
}

function fill(
  segments: readonly Segment[],
  values: Values,
  language: string,
  rightToLeft: boolean,
): Part[] {
  const parts: Part[] = [];
  for (const segment of segments) {
    if (segment.kind === 'words') appendPlain(parts, segment.words);
    else if (segment.kind === 'value')
      appendValue(parts, values[segment.name], language, rightToLeft);
    else
      parts.push({
        kind: 'emphasis',
        parts: fill(segment.segments, values, language, rightToLeft),
      });
  }
  return parts;
}

/**
 * Makes a message of one language into a function.
 *
 * i18next is the format and the authority (tests hold the two equal), but at 12 to 35 µs for a
 * plural message it is too slow for every reply.
 */
export function compile(forms: Forms, language: string): Message {
  const rightToLeft = isRightToLeft(language);
  if ('single' in forms) {
    const { segments } = forms.single;
    return (values) => fill(segments, values, language, rightToLeft);
  }
  const { plural } = forms;
  const rule = pluralRule(language);
  return (values) => {
    const count = typeof values.count === 'number' ? values.count : 0;
    const zero = count === 0 ? plural.get('zero') : undefined;
    const template = zero ?? plural.get(rule(count)) ?? plural.get('other');
    return template === undefined ? [] : fill(template.segments, values, language, rightToLeft);
  };
}
