import type { Api } from 'grammy';

/**
 * Ends a call after so many ms.
 *
 * The signal of the platform and grammY's own type of it differ in name only.
 */
export function within(ms: number): Parameters<Api['getMe']>[0] {
  return AbortSignal.timeout(ms) as unknown as Parameters<Api['getMe']>[0];
}
