import { ApiError, badRequest } from '../api-error.js';
import type { Json } from '../state.js';
import type { UpdateQueue } from '../update-queue.js';
import type { TelegramWebhook } from '../webhook.js';

function checkWebhook(params: Json): void {
  const [url, secret] = [String(params.url ?? ''), String(params.secret_token ?? '')];
  if (url !== '' && !URL.canParse(url)) throw badRequest('invalid webhook URL specified');
  if (secret.length > 256) throw badRequest('secret token is too long');
  if (!/^[A-Za-z0-9_-]*$/.test(secret))
    throw badRequest('secret token contains unallowed characters');
}

/** A method that may have to wait for something to happen. */
export type UpdateMethods = Readonly<Record<string, (params: Json, gone: AbortSignal) => unknown>>;

/** The methods by which updates are fetched or sent. */
export function updateMethods(queue: UpdateQueue, webhook: TelegramWebhook): UpdateMethods {
  return {
    getUpdates(params: Json, gone: AbortSignal) {
      if (webhook.url !== '') {
        throw new ApiError(
          409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      }
      return queue.poll(params, gone);
    },
    setWebhook(params: Json) {
      checkWebhook(params);
      queue.allow(params.allowed_updates as readonly string[] | undefined);
      if (params.drop_pending_updates === true) queue.drop();
      webhook.set(String(params.url ?? ''), String(params.secret_token ?? ''));
      return true;
    },
    deleteWebhook(params: Json) {
      if (params.drop_pending_updates === true) queue.drop();
      webhook.set('', '');
      // Whoever puts an end to a webhook does so to poll.
      queue.awaitPoll();
      return true;
    },
    getWebhookInfo: () => ({
      url: webhook.url,
      has_custom_certificate: false,
      pending_update_count: queue.waiting().length,
    }),
  };
}
