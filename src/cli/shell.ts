import type { Source } from '../domain/reading.ts';

/** An end of the program that a person or another program looks at. */
export interface Stream {
  readonly isTerminal: boolean;
  /** Columns of the terminal; null where there is none. */
  readonly columns: number | null;
}

export interface EventStream {
  readonly source: Source;
  readonly interrupted: () => boolean;
}

/** Everything outside the program. `io.ts` is the real one; tests bring their own. */
export interface Io {
  readonly version: string;
  /** What the program runs on, for bug reports. */
  readonly runtime: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Stream;
  readonly stdout: Stream;
  readonly stderr: Stream;
  /** The bytes of a file, or of standard input for `-`. @throws file_missing, file_is_directory, file_unreadable */
  source(name: string): Promise<Source>;
  /** The files that a name or pattern stands for, in order; none where nothing is like the pattern. */
  filesLike(pattern: string): Promise<readonly string[]>;
  /** A small text file as a whole; null where there is none. @throws as `source` */
  readText(path: string): Promise<string | null>;
  /** Folder of the user's own configuration. */
  readonly userConfigFolder: string;
  /** Refuses a file that cannot be written, before the work is done. @throws output_exists, output_unwritable */
  checkWritable(path: string, force: boolean): Promise<void>;
  /** Memory of the machine, or what this program is confined to. */
  readonly memoryBytes: number;
  /** Milliseconds from some fixed moment. */
  now(): number;
  /** Shows a passing text on standard error at once; only for a terminal. */
  draw(text: string): void;
  /** False when nobody reads the stream any more. */
  write(stream: 'stdout' | 'stderr', chunks: Iterable<string | Uint8Array>): Promise<boolean>;
  /** Standard input as it comes. From here on an interruption ends it as its own end would, and a second one the program. */
  events(): EventStream;
  /** Writes all of it or nothing, readable by the owner only. @throws output_exists, output_unwritable */
  writeFile(path: string, chunks: Iterable<string | Uint8Array>, force: boolean): Promise<void>;
}
