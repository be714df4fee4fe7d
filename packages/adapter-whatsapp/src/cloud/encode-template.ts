import type { FilledTemplate } from '@kapwa/core';
import type { Content } from './content.js';

/** A template with its places filled, in the language it was approved in. */
export function templateContent({ name, language, parameters }: FilledTemplate): Content {
  const values = parameters.map((text) => ({ type: 'text', text }));
  const components =
    values.length === 0 ? {} : { components: [{ type: 'body', parameters: values }] };
  return { type: 'template', template: { name, language: { code: language }, ...components } };
}
