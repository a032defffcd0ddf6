import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CodeSample } from '../../functions/api/http/code-samples.ts';
import { apiDocument } from '../../functions/api/http/whole-document.ts';
import { PROJECT_ROOT } from './bundle.ts';

export const REFERENCE_FILE = join(PROJECT_ROOT, 'docs/reference.md');

type Operation = {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  'x-codeSamples'?: CodeSample[];
};

const HEAD = `# Every call

Made from the OpenAPI document by \`npm run reference\`; a test holds the two together. What each field means stands at \`/docs\` of a running installation, worked examples in [api.md](api.md). \`vouch\` is the client: \`createVouch({ baseUrl, apiKey })\`.
`;

/** docs/reference.md: each call with a sentence, as curl and as TypeScript, then what is sent to webhooks. */
export function referencePage(): string {
  const { paths = {}, webhooks = {} } = apiDocument();
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({
      method,
      path,
      operation,
    })),
  );
  const tags = [...new Set(calls.map(({ operation }) => operation.tags[0]))];
  const parts = tags.map((tag) => {
    const own = calls.filter(({ operation }) => operation.tags[0] === tag);
    return `## ${tag}\n\n${own.map(({ method, path, operation }) => callOf(method, path, operation)).join('\n')}`;
  });
  const events = Object.entries(webhooks).map(
    ([type, { post }]) => `- \`${type}\`: ${(post as unknown as Operation).summary}`,
  );
  return `${HEAD}\n${parts.join('\n')}\n## Sent to webhooks\n\n${events.join('\n')}\n`;
}

function callOf(
  method: string,
  path: string,
  { operationId, summary, description = '', ...rest }: Operation,
): string {
  const samples = (rest['x-codeSamples'] ?? []).map(
    ({ lang, source }) => `\`\`\`${lang === 'Shell' ? 'sh' : 'ts'}\n${source}\n\`\`\`\n`,
  );
  const told = description.replaceAll('\n\n', ' ');
  return `### ${operationId}\n\n\`${method.toUpperCase()} ${path}\`. ${summary}. ${told}\n\n${samples.join('')}`;
}

/** `npm run reference` */
if (process.argv[1] === import.meta.filename) {
  writeFileSync(REFERENCE_FILE, referencePage());
  console.log(`wrote ${REFERENCE_FILE}`);
}
