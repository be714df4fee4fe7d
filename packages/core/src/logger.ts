/** What a log line may carry besides its sentence; never a message body or a phone number. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Where the kit writes for developers and operators, in English; pino and `console` fit behind it. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

const nothing = (): void => undefined;

/** A logger that says nothing: the default, because a library writes nowhere unasked. */
export const silentLogger: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
};
