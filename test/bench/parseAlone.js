// The yardstick: csv-parse alone over a file, `for await`, 1 MiB chunks, every record looked at and let go.
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';

let records = 0;
for await (const record of createReadStream(process.argv[2], { highWaterMark: 1 << 20 }).pipe(parse())) {
  if (record.length > 0) records++;
}
process.stdout.write(`${records}\n`);
