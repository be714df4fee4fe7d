import { withAdditions } from './api-additions.js';
import trimmed from './api-schema.json' with { type: 'json' };
import type { ApiSchema } from './api-types.js';

/** Bot API 10.3, as far as bots of communities use it. */
export const apiSchema: ApiSchema = withAdditions(trimmed as unknown as ApiSchema);
