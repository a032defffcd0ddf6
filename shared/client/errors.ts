/** One field that was not accepted, and what to send instead. */
export type FieldProblem = {
  path: string;
  message: string;
  /** Stable and made for programs, such as `too-long`. */
  code?: string;
  /** What the message names, such as `n` of "must have at most 500 characters". */
  values?: Readonly<Record<string, string | number>>;
};

/** What the API refused, as its problem document says it. */
export class VouchError extends Error {
  /** The HTTP status; 0 when nobody answered. */
  readonly status: number;
  /** Stable and made for programs, such as `external-id-taken`. */
  readonly code: string;
  /** One sentence for people. */
  readonly detail: string;
  readonly errors: readonly FieldProblem[];
  /** What the sentence names. */
  readonly values: FieldProblem['values'];
  /** Of the answer's `X-Request-Id`: stands beside the request in the server's log. */
  readonly requestId: string | undefined;
  constructor(
    status: number,
    problem: { code?: string; detail?: string; values?: FieldProblem['values']; errors?: FieldProblem[] },
    requestId?: string,
  ) {
    const detail = problem.detail ?? `The server answered ${status}.`;
    const fields = (problem.errors ?? []).map(({ path, message }) => ` ${path}: ${message}.`);
    super(detail + fields.join('') + (requestId ? ` (request ${requestId})` : ''));
    this.name = 'VouchError';
    this.status = status;
    this.code = problem.code ?? 'unknown';
    this.detail = detail;
    this.errors = problem.errors ?? [];
    this.values = problem.values;
    this.requestId = requestId;
  }
}

/** Nobody answered: a wrong address, a server that is down, a time that ran out. `cause` is what the network said. */
export class VouchUnreachable extends VouchError {
  constructor(detail: string, cause: unknown) {
    super(0, { code: 'unreachable', detail });
    this.name = 'VouchUnreachable';
    this.cause = cause;
  }
}

/** The caller left out an id that the address needs: told before anything is sent. */
export class MissingParameter extends TypeError {
  constructor(path: string, name: string) {
    super(`${path}: ${name} is missing`);
    this.name = 'MissingParameter';
  }
}
