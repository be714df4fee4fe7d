/** What the Bot API adds to some refusals. */
export interface ErrorParameters {
  readonly retry_after?: number;
  readonly migrate_to_chat_id?: number;
}

/** A refusal in the words of the real server; thrown inside the fake only, answered over HTTP. */
export class ApiError extends Error {
  readonly code: number;
  readonly parameters: ErrorParameters | undefined;

  constructor(code: number, description: string, parameters?: ErrorParameters) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

/** 400, the answer to nearly everything. */
export function badRequest(what: string, parameters?: ErrorParameters): ApiError {
  return new ApiError(400, `Bad Request: ${what}`, parameters);
}

/** 403: the bot is not there, or may not write there. */
export function forbidden(what: string): ApiError {
  return new ApiError(403, `Forbidden: ${what}`);
}

/** 429, with the time to wait in seconds. */
export function tooMany(seconds: number): ApiError {
  const description = `Too Many Requests: retry after ${seconds}`;
  return new ApiError(429, description, { retry_after: seconds });
}
