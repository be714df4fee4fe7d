/** What the Graph API does not take: an HTTP status and Meta's own code, which is what counts. */
export interface GraphError {
  readonly status: number;
  readonly code: number;
  readonly message: string;
  readonly subcode?: number;
  /** Meta's word that the same request may work later. */
  readonly transient?: boolean;
}

/** An error with HTTP status 400, as Meta uses for nearly all of them. */
export function graphError(code: number, message: string): GraphError {
  return { status: 400, code, message: `(#${code}) ${message}` };
}

/** The body Meta answers with. */
export function graphErrorBody(error: GraphError): unknown {
  return {
    error: {
      message: error.message,
      type: 'OAuthException',
      code: error.code,
      ...(error.subcode !== undefined && { error_subcode: error.subcode }),
      ...(error.transient !== undefined && { is_transient: error.transient }),
      error_data: { messaging_product: 'whatsapp', details: error.message },
      fbtrace_id: 'AFakeTraceOfKapwa',
    },
  };
}
