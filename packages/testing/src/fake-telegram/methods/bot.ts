import { badRequest } from '../api-error.js';
import type { Json } from '../state.js';
import { userJson } from '../wire.js';
import type { World } from '../world.js';
import type { Method } from './call.js';

/** A question that a tap on a button asks; answered once, within a short time. */
interface OpenQuestion {
  readonly id: string;
  answer: { readonly text?: string; readonly alert: boolean } | undefined;
}

/** What the bot says of itself. */
export interface BotShelf {
  /** Commands by scope and language. */
  readonly commands: Map<string, readonly Json[]>;
  readonly questions: Map<string, OpenQuestion>;
}

const COMMAND = /^[a-z0-9_]{1,32}$/;

function shelfKey(params: Json): string {
  const scope = (params.scope as Json | undefined) ?? { type: 'default' };
  const language = String(params.language_code ?? '');
  if (language !== '' && !/^[a-z]{2}$/.test(language)) {
    throw badRequest('invalid language code specified');
  }
  return `${JSON.stringify(scope)} ${language}`;
}

function checkCommands(commands: readonly Json[]): void {
  if (commands.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  for (const { command, description } of commands) {
    const word = String(command).replace(/^\//, '');
    if (word === '') throw badRequest('command must be non-empty');
    if (word.length > 32) throw badRequest('command length must not exceed 32');
    if (!COMMAND.test(word)) throw badRequest('BOT_COMMAND_INVALID');
    if (String(description).trim() === '')
      throw badRequest('command description must be non-empty');
    if (String(description).length > 256) {
      throw badRequest('command description length must not exceed 256');
    }
  }
}

function getMe(world: World): Json {
  return {
    ...userJson(world.bot),
    can_join_groups: true,
    can_read_all_group_messages: !world.privacy,
    supports_guest_queries: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
  };
}

/** What is about the bot itself. */
export function botMethods(shelf: BotShelf): Readonly<Record<string, Method>> {
  return {
    getMe,
    answerCallbackQuery(_world, params) {
      const question = shelf.questions.get(String(params.callback_query_id));
      if (question === undefined || question.answer !== undefined) {
        throw badRequest('query is too old and response timeout expired or query ID is invalid');
      }
      if (String(params.text ?? '').length > 200) throw badRequest('MESSAGE_TOO_LONG');
      const text = params.text;
      question.answer = {
        alert: params.show_alert === true,
        ...(typeof text === 'string' && { text }),
      };
      return true;
    },
    setMyCommands(_world, params) {
      const commands = params.commands as readonly Json[];
      checkCommands(commands);
      shelf.commands.set(shelfKey(params), commands);
      return true;
    },
    deleteMyCommands(_world, params) {
      shelf.commands.delete(shelfKey(params));
      return true;
    },
    getMyCommands: (_world, params) => shelf.commands.get(shelfKey(params)) ?? [],
  };
}
