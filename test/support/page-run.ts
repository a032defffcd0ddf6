import { spawn } from 'node:child_process';
import { expect } from 'vitest';

/** A page of the documentation as somebody types it: its `sh` blocks in one shell, each answer beside what is printed. */
export type Block = { sh: string; answer?: string; language?: string };

const MARK = '-- end of block --';
const ANSWERS = ['json', 'http', 'text'];

/** The `sh` blocks in their order, each with the answer that the page shows for it. */
export function blocksOf(page: string): Block[] {
  const found: Block[] = [];
  for (const [, language = '', text = ''] of page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)) {
    const last = found[found.length - 1];
    if (language === 'sh') found.push({ sh: text });
    else if (last && ANSWERS.includes(language)) Object.assign(last, { answer: text, language });
  }
  return found;
}

/** Runs them all; what each printed must be what the page shows. Answers all that was printed. */
export async function runPage(
  blocks: readonly Block[],
  where: { cwd: string; env: Record<string, string> },
): Promise<string> {
  const script = blocks.map(({ sh }) => `${sh}\nprintf '\\n%s\\n' '${MARK}'`).join('\n');
  const { status, stdout, stderr } = await runShell(script, where);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const outputs = stdout.split(`${MARK}\n`);
  for (const [index, { answer, language }] of blocks.entries()) {
    const output = (outputs[index] ?? '').trim();
    if (answer === undefined) continue;
    if (language === 'json') expect(JSON.parse(output)).toEqual(asShown(JSON.parse(answer)));
    else for (const line of answer.trim().split('\n')) expect(output).toMatch(asPattern(line));
  }
  return outputs.join('');
}

type Ended = { status: number | null; stdout: string; stderr: string };

function runShell(
  script: string,
  { cwd, env }: { cwd: string; env: Record<string, string> },
): Promise<Ended> {
  const shell = spawn('bash', ['--norc', '-euo', 'pipefail', '-c', script], {
    cwd,
    timeout: 90_000,
    env: { PATH: process.env.PATH, HOME: cwd, ...env },
  });
  let [stdout, stderr] = ['', ''];
  shell.stdout.setEncoding('utf8').on('data', (chunk) => {
    stdout += chunk;
  });
  shell.stderr.setEncoding('utf8').on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve) => shell.once('close', (status) => resolve({ status, stdout, stderr })));
}

/** The answer may say more than the page shows; "…" stands for what differs each time. */
function asShown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asShown);
  if (typeof value === 'object' && value !== null)
    return expect.objectContaining(
      Object.fromEntries(Object.entries(value).map(([name, part]) => [name, asShown(part)])),
    );
  return typeof value === 'string' && value.includes('…') ? expect.stringMatching(asPattern(value)) : value;
}

function asPattern(shown: string): RegExp {
  const literal = shown.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('\\S+')}\\s*$`, 'm');
}
