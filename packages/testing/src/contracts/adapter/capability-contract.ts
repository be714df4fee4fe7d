import {
  type ActionKind,
  actionKinds,
  type CapabilityQuery,
  groupSchema,
  platformRoles,
} from '@kapwa/core';
import { expect, it } from 'vitest';
import type { AdapterUnderTest } from './under-test.js';

function queriesFor(action: ActionKind, { adapter, group }: AdapterUnderTest): CapabilityQuery[] {
  const now = Date.UTC(2027, 2, 1, 8);
  const direct: CapabilityQuery = { action, now };
  if (group === undefined) return [direct];
  const known = (posting: 'everyone' | 'admins') =>
    groupSchema.parse({
      key: 'a',
      name: 'A',
      kind: 'general',
      languages: ['en'],
      posting,
      chat: { adapter: adapter.name, id: group },
    });
  return [
    direct,
    ...(['everyone', 'admins'] as const).flatMap((posting): CapabilityQuery[] => [
      { action, group: known(posting), now },
      ...platformRoles.map((botRole) => ({ action, group: known(posting), botRole, now })),
    ]),
  ];
}

/** What saying what can be done must be like. */
export function capabilityContract(under: () => AdapterUnderTest): void {
  it.each(actionKinds)('says of %s whether it can be done, and why not', (action) => {
    const subject = under();

    for (const query of queriesFor(action, subject)) {
      const capability = subject.adapter.capability(query);

      expect(['native', 'assisted', 'unsupported']).toContain(capability.level);
      if (capability.level !== 'native') expect(capability.reason).toMatch(/^\S.{10,}[.!]$/s);
      expect(subject.adapter.capability(query)).toEqual(capability);
    }
  });

  it('has a short lower-case name and a limit of length', () => {
    const { adapter } = under();

    expect(adapter.name).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(adapter.maxText).toBeGreaterThan(0);
  });
}
