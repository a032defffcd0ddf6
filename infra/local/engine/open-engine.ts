import type { EngineAddress, LocalStores } from '../clients.ts';
import type { DataFolder } from '../folder/data-folder.ts';
import type { Settings } from '../settings.ts';
import { startEngine } from './engine.ts';

export type OpenEngine = {
  address: EngineAddress;
  /** Asks it over its own stores: what is wrong with it, if anything. */
  ask: (stores: Pick<LocalStores, 'wire'>) => () => Promise<string | undefined>;
  /** What other processes on this machine are told of it. Never AWS's credentials. */
  told: { engine?: EngineAddress };
  stop: () => Promise<void>;
};

/** The engine of these settings: the embedded one, started here, or the one that stands at the endpoint. */
export async function openEngine(
  settings: Settings,
  folder: DataFolder,
  tell: (trouble: string) => void,
): Promise<OpenEngine> {
  const tablePrefix = settings.VOUCH_TABLE_PREFIX;
  const answers = async ({ wire }: Pick<LocalStores, 'wire'>) => {
    await wire('ListTables', { Limit: 1 });
    return undefined;
  };
  if (settings.VOUCH_ENGINE === 'endpoint') {
    return {
      address: { ...endpointOf(settings), tablePrefix },
      ask: (stores) => () => answers(stores),
      told: {},
      stop: async () => {},
    };
  }
  const { address, trouble, stop } = await startEngine(folder.engine, tell);
  return {
    address: address(tablePrefix),
    ask: (stores) => async () => trouble() ?? answers(stores),
    told: { engine: address(tablePrefix) },
    stop,
  };
}

/** Where the engine of VOUCH_ENGINE=endpoint stands, and how it is signed for. */
export function endpointOf(settings: Settings): Omit<EngineAddress, 'tablePrefix'> {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN,
  } = settings;
  const token = AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {};
  return {
    endpoint: settings.AWS_ENDPOINT_URL_DYNAMODB ?? '',
    region: settings.AWS_REGION,
    credentials: { accessKeyId, secretAccessKey, ...token },
  };
}
