/** What somebody who reads without a pause is told. Plain values: they cross a process's border. */
export type Reading = { url: string; key: string; paths: string[] };

/** Asks for one after the other until it is ended; any answer but 200 ends it. */
async function readOn({ url, key, paths }: Reading): Promise<never> {
  for (let n = 0; ; n++) {
    const path = paths[n % paths.length] ?? '';
    const answer = await fetch(url + path, { headers: { authorization: `Bearer ${key}` } });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    if (n === 0) console.log('reading');
  }
}

await readOn(JSON.parse(process.env.VOUCH_BENCH_READING ?? '{}') as Reading);
