import { DuckDBInstance } from '@duckdb/node-api';

/** What DuckDB says over the exported days in a folder; CLICKS in the question stands for them, CLICKS_FOLDER for it. Counts are numbers. */
export async function askParquet(folder: string, sql: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const clicks = `read_parquet('${folder}/clicks-parquet/v1/*/*.parquet', hive_partitioning = true)`;
  const answer = await connection.runAndReadAll(
    sql.replace('CLICKS_FOLDER', folder).replace('CLICKS', clicks),
  );
  connection.closeSync();
  instance.closeSync();
  return answer
    .getRows()
    .map((row) => row.map((value) => (typeof value === 'bigint' ? Number(value) : value)));
}
