import { messageOf, type RawRequest, type RawResponse, type Route } from '@kapwa/core';
import { adapterRequest, adapterResponse } from './adapter-request.js';
import type { BotAdapterLike, TurnLogic } from './bot-framework.js';

/** The largest body that is read, in bytes; Slack and the Bot Framework send far less. */
const MAX_BODY = 256 * 1024;

/** What an adapter does with a request. */
export type Processes = (request: object, response: object, logic: TurnLogic) => Promise<unknown>;

/** How an adapter takes what is posted to it; undefined where it takes nothing. */
export function processesOf(adapter: BotAdapterLike): Processes | undefined {
  const { process, processActivity } = adapter;
  // What `processActivity` takes in CloudAdapter is no request.
  return (process ?? processActivity)?.bind(adapter);
}

/** What the route needs of the kit. */
export interface WebhookParts {
  readonly path: string;
  readonly processes: Processes;
  /** Takes in what was reported; rejects when it could not be kept. */
  readonly take: TurnLogic;
  warn(reason: string): void;
}

/**
 * The route a platform posts to, by the adapter: it checks the signature and answers. Where what it
 * reported could not be kept the answer is 503, whatever the adapter says, so that it comes again.
 */
export function webhookRoute({ path, processes, take, warn }: WebhookParts): Route {
  return {
    method: 'POST',
    path,
    maxBody: MAX_BODY,
    async handle(raw: RawRequest): Promise<RawResponse> {
      const request = adapterRequest(raw);
      if (request === undefined) return { status: 400 };
      const { response, answer } = adapterResponse();
      let isLost = false;
      const logic: TurnLogic = async (turn) => {
        await take(turn).catch((problem: unknown) => {
          isLost = true;
          throw problem;
        });
      };
      try {
        await processes(request, response, logic);
      } catch (problem) {
        warn(messageOf(problem));
        const { status } = answer();
        if (!isLost) return { status: status >= 400 ? status : 500 };
      }
      return isLost ? { status: 503 } : answer();
    },
  };
}
