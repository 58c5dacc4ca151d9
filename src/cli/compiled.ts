import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isModuleNamespaceObject } from 'node:util/types';
import vm from 'node:vm';
import zlib from 'node:zlib';

/**
 * The program compiled ahead: `npm run build` joins it to one script and keeps beside that the code V8 made of it while it
 * scored a fixture, so that the same Node need not parse and compile it at every start. Any other Node runs the modules.
 */

/** Where the build leaves both files, seen from `dist/cli/`. */
const FOLDER = new URL('../compiled/', import.meta.url);
/** An expression: the function of `module`, `require` and `moduleUrl` that fills `module.exports`. */
const SCRIPT = 'program.js';
/** What errors call it: V8 keeps the name with the code, and the code may be packed and installed elsewhere. */
const NAME = `cx-roi/dist/compiled/${SCRIPT}`;
/** V8 takes its own version's code only. */
const CODE = `${process.version}-${process.platform}-${process.arch}.v8`;
/** Checksums of script and code in front of the code: V8 checks their lengths only, and torn code crashes it. */
const HEADER_BYTES = 8;

type Exports = Readonly<Record<string, unknown>>;
type Program = Pick<typeof import('./io.ts'), 'run'>;
interface Compiled {
  readonly source: Buffer;
  readonly code?: Buffer;
}

/** The program from code compiled ahead; null where there is none for this Node, or not as the build left it. */
export function compiledProgram(folder = FOLDER): Program | null {
  const kept = readCompiled(folder);
  return kept === null ? null : programOf(scriptOf(kept), folder);
}

/** Keeps the code of the script in the folder, of all functions of it that `use` made run. */
export async function compileAhead(use: (program: Program) => Promise<void>, folder = FOLDER): Promise<void> {
  const source = readFileSync(new URL(SCRIPT, folder));
  const script = scriptOf({ source });
  await use(programOf(script, folder));
  const code = script.createCachedData();
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(zlib.crc32(source));
  header.writeUInt32LE(zlib.crc32(code), 4);
  writeFileSync(new URL(CODE, folder), Buffer.concat([header, code]));
}

function readCompiled(folder: URL): Compiled | null {
  // The script takes packages in by `require`, ES modules among them.
  if (!process.features.require_module) return null;
  try {
    const kept = readFileSync(new URL(CODE, folder));
    const source = readFileSync(new URL(SCRIPT, folder));
    const code = kept.subarray(HEADER_BYTES);
    const whole = kept.readUInt32LE() === zlib.crc32(source) && kept.readUInt32LE(4) === zlib.crc32(code);
    return whole ? { source, code } : null;
  } catch {
    return null;
  }
}

/** Where V8 refuses the code after all, as under other flags, it compiles the script. */
function scriptOf({ source, code }: Compiled): vm.Script {
  return new vm.Script(source.toString(), { filename: NAME, cachedData: code });
}

function programOf(script: vm.Script, folder: URL): Program {
  const moduleUrl = new URL(SCRIPT, folder).href;
  const require = createRequire(moduleUrl);
  const module = { exports: {} as Program };
  script.runInThisContext()(module, (name: string) => importedBy(require(name)), moduleUrl);
  return module.exports;
}

/** The script takes all that `require` gives for the default export; so an ES module that has no other is that itself. */
function importedBy(exports: Exports): unknown {
  if (!isModuleNamespaceObject(exports)) return exports;
  const named = Object.keys(exports).filter((name) => name !== 'default' && name !== '__esModule');
  return named.length === 0 ? exports['default'] : exports;
}
