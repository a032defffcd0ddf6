import { Agent, type AgentOptions } from 'node:http';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { EngineAddress } from '../../infra/local/clients.ts';

/** How the SDK reaches an engine of ours: over its socket, where it has one. */
export function clientConfig({
  endpoint,
  region,
  credentials,
  socketPath,
}: Omit<EngineAddress, 'tablePrefix'>) {
  // Node's agents hand their options on to the connection; the types don't say so.
  const options: AgentOptions & { socketPath?: string } = {
    keepAlive: true,
    maxSockets: 50,
    ...(socketPath ? { socketPath } : {}),
  };
  return {
    endpoint,
    region,
    credentials,
    ...(socketPath ? { requestHandler: { httpAgent: new Agent(options) } } : {}),
  } satisfies DynamoDBClientConfig;
}
