import type { FilledButton, FilledTemplate } from '@kapwa/core';
import type { Content } from './content.js';

function headerOf({ header }: FilledTemplate): readonly unknown[] {
  if (header === undefined) return [];
  const parameter =
    'text' in header
      ? { type: 'text', text: header.text }
      : { type: header.file, [header.file]: {} };
  return [{ type: 'header', parameters: [parameter] }];
}

function bodyOf({ parameters }: FilledTemplate): readonly unknown[] {
  const values = parameters.map((text) => ({ type: 'text', text }));
  return values.length === 0 ? [] : [{ type: 'body', parameters: values }];
}

/** A button that has something to be filled in; Meta counts all of them, as text, from 0. */
function buttonAt(button: FilledButton, place: number): readonly unknown[] {
  const at = { type: 'button', index: String(place) };
  if ('reply' in button) {
    const parameters = [{ type: 'payload', payload: button.reply }];
    return [{ ...at, sub_type: 'quick_reply', parameters }];
  }
  if (button.link === undefined) return [];
  const text = encodeURIComponent(button.link);
  return [{ ...at, sub_type: 'url', parameters: [{ type: 'text', text }] }];
}

/** A template with its places filled, in the language it was approved in. */
export function templateContent(filled: FilledTemplate): Content {
  const { name, language, buttons = [] } = filled;
  const all = [...headerOf(filled), ...bodyOf(filled), ...buttons.flatMap(buttonAt)];
  const components = all.length === 0 ? {} : { components: all };
  return { type: 'template', template: { name, language: { code: language }, ...components } };
}
