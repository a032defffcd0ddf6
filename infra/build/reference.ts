import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callsOf, type ToldCall } from '../../functions/api/document/told-document.ts';
import { apiDocument } from '../../functions/api/document/whole-document.ts';
import { PROJECT_ROOT } from './bundle.ts';

export const REFERENCE_FILE = join(PROJECT_ROOT, 'docs/reference.md');

const HEAD = `# Every call

Made from the OpenAPI document by \`npm run reference\`; a test holds the two together. What each field means stands at \`/docs\` of a running installation (\`/docs/try\` sends a call with your key), worked examples in [api.md](api.md). \`vouch\` is the client: \`createVouch({ baseUrl, apiKey })\`.
`;

/** docs/reference.md: each call with a sentence, as curl and as TypeScript, then what is sent to webhooks. */
export function referencePage(): string {
  const { paths = {}, webhooks = {} } = apiDocument();
  const calls = callsOf({ paths });
  const tags = [...new Set(calls.map(({ operation }) => operation.tags?.[0]))];
  const parts = tags.map((tag) => {
    const own = calls.filter(({ operation }) => operation.tags?.[0] === tag);
    return `## ${tag}\n\n${own.map(callOf).join('\n')}`;
  });
  const events = Object.entries(webhooks).map(([type, { post }]) => `- \`${type}\`: ${post?.summary}`);
  return `${HEAD}\n${parts.join('\n')}\n## Sent to webhooks\n\n${events.join('\n')}\n`;
}

function callOf({ method, path, operation }: ToldCall): string {
  const { operationId, summary, description = '', ...rest } = operation;
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
