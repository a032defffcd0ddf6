import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SSMClient } from '@aws-sdk/client-ssm';
import { createStores } from '../../shared/data/stores.ts';
import { tablesOn } from '../../shared/data/table/sdk.ts';
import { namedTables } from '../../shared/data/table/table-shape.ts';
import { SECRET_NAMES } from '../../shared/secret-names.ts';
import { settingsOrExit } from './asked-settings.ts';
import { credentialsFault, isMissing, keepSecret } from './credentials.ts';
import { ensureOperatorKey } from './operator-key.ts';
import { EDGE_PROOF, OPERATOR_KEY, type SecretName, secretParameter } from './parts/secrets.ts';
import { ENVIRONMENT_SETTINGS, type EnvironmentSettings } from './settings.ts';
import { edgeStackName } from './vouch-app.ts';

const OUTPUTS = '.build/outputs.json';

const HELP = `npm run deploy -- <environment> [--yes]

Makes the secrets that are missing, deploys the stacks of that environment, and makes the operator's key once.
Everything may be repeated. --yes: don't ask before rights are widened.
Environments: ${ENVIRONMENT_SETTINGS.map(({ environment }) => environment).join(', ')} (infra/aws/settings.ts)
`;

async function deploy(settings: EnvironmentSettings, approve: boolean): Promise<number> {
  const ssm = new SSMClient({ region: settings.region });
  const fault = await credentialsFault(ssm, secretParameter(settings.environment, SECRET_NAMES[0]));
  if (fault) {
    console.error(fault);
    return 2;
  }
  const secrets: SecretName[] = [...SECRET_NAMES, ...(settings.cloudFront ? ([EDGE_PROOF] as const) : [])];
  for (const secret of secrets) {
    const name = secretParameter(settings.environment, secret);
    if (await isMissing(ssm, name)) await keepSecret(ssm, name, randomBytes(32).toString('base64url'));
  }
  const status = cdkDeploy(settings, approve);
  if (status !== 0) return status;
  const outputs = outputsOf(settings);
  await operatorKey(ssm, settings, outputs.recordstable);
  console.log(`\n${settings.environment} answers at ${outputs.publicurl}`);
  return 0;
}

function cdkDeploy(settings: EnvironmentSettings, approve: boolean): number {
  const stacks = [`vouch-${settings.environment}`, ...(settings.cloudFront ? [edgeStackName(settings)] : [])];
  // The app is told the environment, so that it reads no other's settings.
  const app = `node --import tsx infra/aws/app.ts ${settings.environment}`;
  const words = ['cdk', 'deploy', ...stacks, '--app', app, '--outputs-file', OUTPUTS];
  return (
    spawnSync('npx', approve ? [...words, '--require-approval', 'never'] : words, { stdio: 'inherit' })
      .status ?? 1
  );
}

async function operatorKey(
  ssm: SSMClient,
  settings: EnvironmentSettings,
  recordsTable: string,
): Promise<void> {
  const name = secretParameter(settings.environment, OPERATOR_KEY);
  const tables = tablesOn(new DynamoDBClient({ region: settings.region }), {
    ...namedTables(''),
    records: recordsTable,
  });
  const stores = createStores({ tables, now: Date.now, random: randomBytes });
  if ((await ensureOperatorKey(ssm, stores, name)) === 'made')
    console.log(
      `The operator's key: aws ssm get-parameter --region ${settings.region} --with-decryption --name ${name} --query Parameter.Value --output text`,
    );
}

function outputsOf({ environment }: EnvironmentSettings): { recordstable: string; publicurl: string } {
  const outputs = JSON.parse(readFileSync(OUTPUTS, 'utf8'));
  return outputs[`vouch-${environment}`];
}

function holdsExamples({ mail }: EnvironmentSettings): boolean {
  const examples = mail.from.endsWith('.example');
  if (examples)
    console.error(
      'infra/aws/settings.ts still holds the example addresses; put your own domain and sender there first.',
    );
  return examples;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { yes: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
});
const asked = ENVIRONMENT_SETTINGS.find(({ environment }) => environment === positionals[0])?.environment;
if (values.help || !asked) {
  console.log(HELP);
  process.exitCode = values.help ? 0 : 2;
} else {
  for (const settings of settingsOrExit(ENVIRONMENT_SETTINGS, asked))
    process.exitCode = holdsExamples(settings) ? 2 : await deploy(settings, values.yes);
}
