import { createHmac } from 'node:crypto';
import type { BotTurn, TurnLogic } from '../src/index.js';

/** The secret that both the platform and the adapter know. */
const SECRET = 'shared with the platform';

/** What the platform would sign a body with. */
export function signatureOf(body: string): string {
  return createHmac('sha256', SECRET).update(body).digest('hex');
}

interface Request {
  readonly body: { readonly activity?: unknown };
  readonly rawBody: string;
  readonly query: Readonly<Record<string, string>>;
  header(name: string): string | undefined;
}

interface Response {
  status(code: number): Response;
  send(body: unknown): Response;
  end(): void;
}

type Got = (path: string, handler: (request: Request, response: Response) => void) => void;

/** The conversation in which something is done. */
interface Place {
  readonly conversation?: { readonly id: string };
  readonly activityId?: string;
}

/**
 * A messenger with an adapter in the manner of those that come with Botkit: checks what is posted,
 * answers a question by GET, and forgets to end an answer when it does not like a signature.
 */
export class PostedAdapter {
  readonly name: string;
  readonly sent: (object & Place)[] = [];
  readonly deleted: string[] = [];
  /** What the platform answers to the next request, if it is no yes. */
  refusal: object | undefined;
  /** Keeps a no of the platform to itself, as the real one does. */
  isDiscreet = false;

  constructor(name: string) {
    this.name = name;
  }

  init({ getConfig, webserver }: { getConfig(key: string): string; webserver: { get: Got } }) {
    webserver.get(getConfig('webhook_uri'), ({ query }, response) => {
      response.send(query['hub.challenge']);
    });
  }

  async processActivity(given: object, answer: object, logic: TurnLogic): Promise<void> {
    const request = given as Request;
    const response = answer as Response;
    if (request.header('X-Signature') !== signatureOf(request.rawBody)) {
      response.status(401);
      return;
    }
    await logic(this.#turn(request.body.activity, {}));
    response.status(200).end();
  }

  async continueConversation(reference: object, logic: TurnLogic): Promise<void> {
    await logic(this.#turn({ type: 'event', name: 'continueConversation' }, reference));
  }

  async continueConversationAsync(): Promise<void> {
    throw new Error('NotImplemented');
  }

  #answer(): void {
    const { refusal } = this;
    this.refusal = undefined;
    if (refusal !== undefined) throw Object.assign(new Error('the platform said no'), refusal);
  }

  #turn(activity: unknown, place: Place): BotTurn {
    return {
      activity,
      adapter: this,
      sendActivities: async (activities) => {
        if (this.isDiscreet && this.refusal !== undefined) {
          this.refusal = undefined;
          return [];
        }
        this.#answer();
        this.sent.push(...activities.map((one) => ({ ...one, ...place })));
        return activities.map((_, index) => ({ id: `own-${this.sent.length + index}` }));
      },
      updateActivity: async () => this.#answer(),
      deleteActivity: async (id) => {
        this.#answer();
        this.deleted.push(id);
      },
    };
  }
}
