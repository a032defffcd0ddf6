/** What a caller did that we won't do; returned by handlers, or thrown from deeper down. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: { path: string; message: string }[] | undefined;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: string,
    detail: string,
    more: { errors?: { path: string; message: string }[]; headers?: Record<string, string> } = {},
  ) {
    super(detail);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.errors = more.errors;
    this.headers = more.headers ?? {};
  }
}

/** The same of one of many: each field by its place among them, and what names no field by the place alone. */
export const refusalAt = (refusal: Refusal, ...place: (string | number)[]): Refusal => {
  const { status, code, message, headers, errors = [{ path: '', message }] } = refusal;
  const placed = errors.map((one) => ({
    path: [...place, one.path].filter((part) => part !== '').join('.'),
    message: one.message,
  }));
  return new Refusal(status, code, message, { errors: placed, headers });
};

/** A refusal with its fields in one line. */
export const sayWhy = ({ message, errors = [] }: Refusal): string =>
  [message, ...errors.map((error) => `${error.path} ${error.message}`)].join(' ');

export const refuse = (status: number, code: string, detail: string): Refusal =>
  new Refusal(status, code, detail);

/** 422 for fields that are well-formed but impossible together, or name what isn't there. */
export const invalid = (...errors: { path: string; message: string }[]): Refusal =>
  new Refusal(422, 'invalid', 'Some fields are not acceptable.', { errors });
