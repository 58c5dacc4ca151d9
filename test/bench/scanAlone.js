// The yardstick of the reading step: DuckDB's own scan of all columns of a log, on two threads; prints milliseconds.
import { DuckDBInstance } from '@duckdb/node-api';

const [path] = process.argv.slice(2);
const COLUMNS = 'interaction_id,customer_id,case_id,date,type,channel,topic,agent,handle_seconds,resolved,amount'.split(
  ',',
);
const types = COLUMNS.map((name) => `'${name}': 'VARCHAR'`).join(', ');
const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await instance.connect();
const started = performance.now();
await connection.runAndReadAll(
  `SELECT ${COLUMNS.map((name) => `count(${name})`).join(', ')}
   FROM read_csv('${path}', auto_detect = false, header = true, columns = {${types}})`,
);
process.stdout.write(`${performance.now() - started} ms\n`);
