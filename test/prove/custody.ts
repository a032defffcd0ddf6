import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openJournal } from '../../infra/local/journal/journal.ts';
import { openJournalReader } from '../../infra/local/journal/journal-reader.ts';
import { type DrainDeps, drainClicks } from '../../shared/data/chores/drain.ts';
import { createCountStore } from '../../shared/data/counts/count-store.ts';
import { tablesOn } from '../../shared/data/table/sdk.ts';
import type { Click } from '../../shared/domain/click/click.ts';
import { LOST_CLICK_MARK } from '../../shared/domain/click/rescued-click.ts';
import { seededRandom } from '../../shared/domain/statistics/seeded-random.ts';
import { createFailpoint, mortal } from './failpoints.ts';
import { type Front, openFront } from './front.ts';
import { PROOF_KEYS, type Stage } from './stage.ts';

export type Sink = 'table' | 'spill' | 'log';
type Instance = { front: Front; dead: boolean; last?: Click };

/**
 * Whatever holds clicks on their way: two instances as in the cloud, one machine with a journal, the spill, the log;
 * and what they promised. Instances may be killed, the files stay.
 */
export function openCustody(stage: Stage) {
  const { seed, folder, wire, tables, clock, faulty } = stage;
  const [spillFile, logFile] = [join(folder, 'spill.ndjson'), join(folder, 'log.ndjson')];
  const journalFolder = join(folder, 'journal');
  const journal = openJournal({ folder: journalFolder, sync: false, now: () => clock.now });
  const dice = seededRandom(`${seed}|custody`);
  const sinks: Record<Sink, number> = { table: 0, spill: 0, log: 0 };
  const safe = new Set<string>();
  let minted = 0;
  let reader = openJournalReader(journalFolder);
  const replayed = { spill: 0, log: 0 };

  const randomBytes = (count: number): Uint8Array =>
    createHash('sha512').update(`${seed}|${minted++}`).digest().subarray(0, count);
  const newToken = (): string => Buffer.from(randomBytes(9)).toString('base64url');
  const drain: DrainDeps = {
    wire,
    names: tables,
    clickKeys: PROOF_KEYS,
    counts: createCountStore(tablesOn(mortal(faulty, createFailpoint()), tables)),
    newToken,
    now: () => clock.now,
  };

  function launch(place: number): Instance {
    const instance: Instance = { dead: false } as Instance;
    instance.front = openFront({
      wire,
      tables,
      keys: PROOF_KEYS,
      randomBytes,
      now: () => clock.now,
      ...(place === 2 ? { journal } : {}),
      spill: async (click) => {
        if (dice() < 0.2) throw new Error('the spill refuses');
        appendFileSync(spillFile, `${JSON.stringify(click)}\n`);
      },
      log: (line) => appendFileSync(logFile, `a line of somebody else's\n${line}\n`),
      safe: (click, sink) => {
        if (instance.dead) return;
        safe.add(click.id);
        sinks[sink]++;
        instance.last = click;
      },
    });
    return instance;
  }
  const instances = [launch(0), launch(1), launch(2)];

  async function replayFile(file: string, kind: 'spill' | 'log', skip: number): Promise<void> {
    if (!existsSync(file)) return;
    const lines = readFileSync(file, 'utf8').split('\n').slice(replayed[kind], -1);
    const clicks = lines.flatMap((line) => clickOfLine(line));
    // A queue delivers in no order and some of it twice; and a drain may die before it says that it is done.
    await drainClicks([...clicks.reverse(), ...clicks.slice(0, 5)], drain);
    if (dice() >= skip) replayed[kind] += lines.length;
  }

  return {
    instances,
    safe,
    sinks,
    newToken,
    /** The process dies: its memory is gone, and whom it was about to answer hears nothing. */
    kill(place: number): void {
      const killed = instances[place];
      if (killed) killed.dead = true;
      instances[place] = launch(place);
    },
    /** `skip`: how often the drain dies before it notes how far it came. */
    async replay(skip: number): Promise<void> {
      await replayFile(spillFile, 'spill', skip);
      await replayFile(logFile, 'log', skip);
    },
    async drainJournal(skip: number): Promise<void> {
      for (let chunk = reader.next(); chunk; chunk = reader.next()) {
        await drainClicks(chunk.documents as Click[], drain);
        if (dice() >= skip) chunk.commit();
        else reader = openJournalReader(journalFolder);
      }
    },
    /** Everything that still lies in a file will be drained once more. */
    rewind(): void {
      replayed.spill = replayed.log = 0;
      rmSync(join(journalFolder, 'drained.json'), { force: true });
      reader = openJournalReader(journalFolder);
    },
    close: () => journal.close(),
  };
}
export type Custody = ReturnType<typeof openCustody>;

function clickOfLine(line: string): Click[] {
  if (!line.startsWith('{')) return [];
  const document = JSON.parse(line);
  return [document[LOST_CLICK_MARK] ?? document];
}
