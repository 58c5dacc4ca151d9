import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A PostgreSQL of our own, on a socket in a temporary folder, run by somebody who is not root. */
export interface Postgres {
  /** Runs a script and gives what it prints. */
  readonly run: (sql: string) => string;
  readonly stop: () => void;
}

/** Folder of the server's programs; null where it is not installed or nobody but root could run it. */
export function postgresPrograms(): string | null {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const bin = versions.map((version) => join(root, version, 'bin')).find((path) => existsSync(join(path, 'initdb')));
  return bin === undefined || owner() === null ? null : bin;
}

interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

/** The server refuses root: then the user that the package made. */
function owner(): Owner | null {
  if (process.getuid?.() !== 0) return {};
  const found = spawnSync('id', ['-u', 'postgres'], { encoding: 'utf8' });
  if (found.status !== 0) return null;
  const gid = Number(execFileSync('id', ['-g', 'postgres'], { encoding: 'utf8' }));
  return { uid: Number(found.stdout), gid };
}

export function startPostgres(bin: string): Postgres {
  const folder = mkdtempSync(join(tmpdir(), 'cx-roi-postgres-'));
  const as = owner()!;
  if (as.uid !== undefined) chownSync(folder, as.uid, as.gid!);
  chmodSync(folder, 0o700);
  const data = join(folder, 'data');
  const options = { ...as, cwd: folder, encoding: 'utf8' as const, env: { LC_ALL: 'C' } };
  const call = (program: string, args: readonly string[], input = '') =>
    execFileSync(join(bin, program), args, { ...options, input, maxBuffer: 1 << 28 });
  call('initdb', ['-D', data, '-U', 'cx', '-A', 'trust', '-E', 'UTF8', '--no-sync']);
  // The server keeps the pipes of whoever starts it open, so it gets none.
  execFileSync(
    join(bin, 'pg_ctl'),
    ['-D', data, '-w', '-l', join(folder, 'log'), '-o', `-k ${folder} -h ''`, 'start'],
    {
      ...options,
      stdio: 'ignore',
    },
  );
  return {
    run: (sql) =>
      call('psql', ['-X', '-q', '-h', folder, '-U', 'cx', '-d', 'postgres', '-v', 'ON_ERROR_STOP=1', '-f', '-'], sql),
    stop: () => {
      spawnSync(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop'], { ...options, stdio: 'ignore' });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
