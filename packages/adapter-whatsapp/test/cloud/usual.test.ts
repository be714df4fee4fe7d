import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../../src/cloud/limits.js';
import { usualChange, usualContact, usualStatus, usualText } from '../../src/cloud/usual.js';
import { changeSchema, contactSchema, messageSchema, statusSchema } from '../../src/cloud/wire.js';

const usualParts = {
  change: [
    usualChange,
    changeSchema,
    {
      field: 'messages',
      value: { metadata: { phone_number_id: '1' }, contacts: [{}], messages: [1], statuses: [] },
    },
  ],
  contact: [usualContact, contactSchema, { wa_id: '15551234567', profile: { name: 'Amina' } }],
  text: [
    usualText,
    messageSchema,
    { type: 'text', id: 'wamid.1', timestamp: '1780000000', from: '1', text: { body: 'Hello' } },
  ],
  status: [
    usualStatus,
    statusSchema,
    { id: 'wamid.1', status: 'read', timestamp: '1780000000', recipient_id: '15551234567' },
  ],
} as const;

const anything = fc.jsonValue({ maxDepth: 2 });

/** What is nearly right: every length at a border, and moments written in all ways. */
const nearly = fc.oneof(
  fc.constantFrom('', ' ', '0', '07', '1e9', '-1', '0x10', ' 1780000000 ', '7258118401', '1.5'),
  fc.constantFrom(0, 1, -1, 1_780_000_000, 7_258_118_400, 7_258_118_401, 1.5, true, null),
  fc.constantFrom(limits.id, limits.id + 1).map((length) => 'x'.repeat(length)),
  fc.constantFrom(limits.receivedText, limits.receivedText + 1).map((length) => 'ü'.repeat(length)),
  fc.constantFrom('text', 'image', 'group', [], {}, [[]], { body: 1 }, { name: null }),
);

const fields = [
  ...[
    'field',
    'value',
    'metadata',
    'contacts',
    'messages',
    'statuses',
    'groups',
    'phone_number_id',
  ],
  ...['wa_id', 'user_id', 'profile', 'name', 'type', 'id', 'timestamp', 'from', 'from_user_id'],
  ...['group_id', 'context', 'text', 'body', 'status', 'recipient_id', 'recipient_user_id'],
  ...['recipient_type', 'errors', 'pricing', 'constructor', 'length'],
];

type Json = Record<string, unknown>;

/** The same with fields set, taken away or put in, on both levels. */
function changed(part: Json, changes: readonly (readonly [string, boolean, unknown])[]): Json {
  const copy = structuredClone(part);
  for (const [name, isDeep, value] of changes) {
    const inner = copy.value ?? copy.profile ?? copy.text;
    const place = isDeep && typeof inner === 'object' && inner !== null ? (inner as Json) : copy;
    if (value === undefined) delete place[name];
    else place[name] = structuredClone(value);
  }
  return copy;
}

const changes = fc.array(
  fc.tuple(
    fc.constantFrom(...fields),
    fc.boolean(),
    fc.oneof(nearly, anything, fc.constant(undefined)),
  ),
  { maxLength: 4 },
);

describe.each(Object.entries(usualParts))('a usual %s', (_, [usual, schema, part]) => {
  it('is known at once', () => {
    expect(usual(part)).toEqual(schema.parse(part));
    expect(usual(part)).toBeDefined();
  });

  it('is read as the schema would read it, whatever is changed in it', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const item = changed(part, list);
        const found = usual(item);
        if (found !== undefined) expect(found).toEqual(schema.safeParse(item).data);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is not taken for one where it is anything else', () => {
    fc.assert(
      fc.property(fc.oneof(nearly, anything), (item) => {
        const found = usual(item);
        if (found !== undefined) expect(found).toEqual(schema.safeParse(item).data);
      }),
      { numRuns: 1_000 },
    );
  });
});
