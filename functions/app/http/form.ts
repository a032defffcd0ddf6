/** A form as it was sent: the last of equal names, all of them on demand; CRLF as plain line breaks. */
export type FormValues = {
  /** Trimmed; `undefined` when left empty or not there. */
  text(name: string): string | undefined;
  all(name: string): string[];
  /** As it was typed, for drawing the form again. */
  raw(name: string): string;
  has(name: string): boolean;
  /** All that was sent, in its order. */
  whole: string;
};

const MOST_BYTES = 500_000;

/** Urlencoded or multipart; `undefined` when it is longer than any of our forms. */
export async function readForm(request: Request): Promise<FormValues | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BYTES) return undefined;
  const fields = new URLSearchParams();
  if (/^multipart\//i.test(request.headers.get('content-type') ?? '')) {
    for (const [name, value] of await request.formData())
      if (typeof value === 'string') fields.append(name, value);
  } else {
    const text = await request.text();
    if (text.length > MOST_BYTES) return undefined;
    for (const [name, value] of new URLSearchParams(text)) fields.append(name, value);
  }
  return valuesOf(fields);
}

export function valuesOf(fields: URLSearchParams): FormValues {
  const all = (name: string) => fields.getAll(name).map((value) => value.replace(/\r\n?/g, '\n'));
  return {
    all: (name) => all(name).filter((value) => value.trim() !== ''),
    text: (name) => all(name).at(-1)?.trim() || undefined,
    raw: (name) => all(name).at(-1) ?? '',
    has: (name) => fields.has(name),
    whole: fields.toString(),
  };
}
