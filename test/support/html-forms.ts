/** A form of ours as its page draws it. */
export type DrawnForm = { act: string; fields: DrawnField[] };
/** `options`: what a select, a group of boxes or of radios offers. */
export type DrawnField = { name: string; type: string; value: string; options: string[] };

/** The forms that post to their own page, by regular expressions: our pages are written by one renderer. */
export function formsIn(html: string): DrawnForm[] {
  return [...html.matchAll(/<form method="post"[\s\S]*?<\/form>/g)].flatMap(([form]) => {
    const act = /name="act" value="([^"]+)"/.exec(form)?.[1];
    return act === undefined ? [] : [{ act, fields: drawnIn(form) }];
  });
}

function drawnIn(form: string): DrawnField[] {
  const fields = new Map<string, DrawnField>();
  const add = (field: DrawnField): void => {
    const before = fields.get(field.name);
    if (before) before.options.push(...field.options);
    else fields.set(field.name, field);
  };
  for (const [tag] of form.matchAll(/<input [^>]*>/g)) {
    const [name, type, value] = [
      attribute(tag, 'name'),
      attribute(tag, 'type') || 'text',
      attribute(tag, 'value'),
    ];
    if (!name || name === 'act') continue;
    const isChoice = type === 'checkbox' || type === 'radio';
    add({
      name,
      type,
      value: isChoice && !/ checked/.test(tag) ? '' : value,
      options: isChoice ? [value] : [],
    });
  }
  for (const [, head = '', inner = ''] of form.matchAll(/<select([^>]*)>([\s\S]*?)<\/select>/g)) {
    const options = [...inner.matchAll(/<option value="([^"]*)"/g)].map(([, value = '']) => plain(value));
    const chosen = /<option value="([^"]*)" selected/.exec(inner)?.[1];
    add({ name: attribute(head, 'name'), type: 'select', value: plain(chosen ?? options[0] ?? ''), options });
  }
  for (const [, head = '', text = ''] of form.matchAll(/<textarea([^>]*)>\n?([\s\S]*?)<\/textarea>/g))
    add({ name: attribute(head, 'name'), type: 'textarea', value: plain(text), options: [] });
  return [...fields.values()];
}

const attribute = (tag: string, name: string): string =>
  plain(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

const plain = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
