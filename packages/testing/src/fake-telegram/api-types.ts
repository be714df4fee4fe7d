/** Fields by name, each with what it may be: `!Integer|String`, the `!` where it must be there. */
export type Fields = Readonly<Record<string, string>>;

/** One type of the Bot API: fields of its own, or one of several others. */
interface ApiType {
  readonly fields?: Fields;
  readonly oneOf?: readonly string[];
}

/** The part of the Bot API that the fake has. */
export interface ApiSchema {
  readonly methods: Readonly<Record<string, Fields>>;
  readonly types: Readonly<Record<string, ApiType>>;
}
