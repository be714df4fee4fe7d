import { KapwaError, messageOf } from '@kapwa/core';
import type { z } from 'zod';
import { type Cast, lineKinds, neededBy, type Scene, type Step, usualStart } from './scene.js';

function wrong(file: string, line: number, problem: string): KapwaError {
  return new KapwaError('input.unreadable', `${file}, line ${line}: ${problem}`);
}

function parseLine(text: string, file: string, line: number): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Readonly<Record<string, unknown>>;
    }
  } catch (error) {
    throw wrong(file, line, `this is not JSON (${messageOf(error)}). Write one object a line.`);
  }
  throw wrong(file, line, 'write an object, such as {"who":"ana","does":"write","text":"Hello"}.');
}

function sentence(issue: z.core.$ZodIssue): string {
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return `nobody knows what "${issue.keys.join('", "')}" is for here; check the spelling or leave it out.`;
  }
  if (issue.code === 'invalid_value') {
    return `"${path}" can be ${issue.values.join(', ')}.`;
  }
  return `"${path}": ${issue.message}.`;
}

function checked<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  file: string,
  line: number,
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw wrong(file, line, result.error.issues.map(sentence).join(' '));
}

function complete(step: Step, file: string): Step {
  const missing = neededBy[step.does].filter((field) => step[field] === undefined);
  if (missing.length === 0) return step;
  throw wrong(file, step.line, `"${step.does}" needs "${missing.join('" and "')}".`);
}

/**
 * Reads a scene: JSON, one object a line, empty lines and lines beginning with `//` left out.
 *
 * A line is the opening (`starts`), somebody who plays along (`person`) or a step (`does`).
 * Raises `input.unreadable` naming the line and what to write instead.
 */
export function readScene(content: string, file: string): Scene {
  let starts = usualStart;
  const cast: Cast[] = [];
  const steps: Step[] = [];
  content.split(/\r?\n/).forEach((text, index) => {
    const line = index + 1;
    if (text.trim() === '' || text.trimStart().startsWith('//')) return;
    const value = parseLine(text, file, line);
    const kind = lineKinds.find(({ field }) => field in value);
    switch (kind?.field) {
      case 'starts':
        starts = checked(kind.schema, value, file, line).starts;
        return;
      case 'person':
        cast.push(checked(kind.schema, value, file, line));
        return;
      case 'does':
        steps.push(complete({ ...checked(kind.schema, value, file, line), line }, file));
        return;
      default:
        throw wrong(
          file,
          line,
          'a line needs "does" for a step, "person" for somebody, or "starts".',
        );
    }
  });
  return { starts, cast, steps };
}
