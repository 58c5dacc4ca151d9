import { CxRoiError } from '../foundation/errors.ts';
import { closest } from './suggest.ts';

/**
 * What a config file may say: the long options of the command line in camelCase, checked for their type only. Rates
 * are numbers or texts such as `40%`; the command line gives all of them their meaning.
 */
export interface ConfigValues {
  readonly asOf?: string;
  readonly horizon?: number;
  readonly discountRate?: number | string;
  readonly margin?: number | string;
  readonly marginIncludesService?: boolean;
  readonly currency?: string;
  readonly rates?: string;
  readonly caseWindow?: number;
  readonly effortWindow?: number;
  readonly effortHalfLife?: number | null;
  readonly cesScale?: string;
  readonly churnWindow?: number;
  readonly lapseWindow?: number;
  /** Cost of one contact by channel. */
  readonly contactCost?: Readonly<Record<string, number>>;
  readonly minuteRate?: number;
  readonly acquisitionCost?: number;
  readonly retentionCost?: number;
  readonly target?: number;
  readonly prior?: string;
  readonly model?: string;
  readonly seed?: number;
  readonly timezone?: string;
  readonly decimal?: string;
  readonly dateOrder?: string;
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly preset?: string;
  /** Canonical field → the user's header. */
  readonly map?: Readonly<Record<string, string>>;
  readonly id?: string;
  readonly inputFormat?: string;
  readonly customers?: string | readonly string[];
  readonly interactions?: string | readonly string[];
}

/** Reads a YAML or JSON config (JSON is YAML). Throws `config` with the place, and a suggestion for an unknown key. */
export async function parseConfig(text: string, name: string): Promise<ConfigValues> {
  const content = await parseYaml(text, name);
  if (content === null) return {};
  const schema = await configSchema();
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data as ConfigValues;
  const issue = parsed.error.issues[0]!;
  if (issue.code === 'unrecognized_keys') throw unknownKey(issue.keys[0]!, Object.keys(schema.shape), name);
  const where = issue.path.join('.');
  throw new CxRoiError('config', where === '' ? `The config is no list of options.` : `${where}: ${issue.message}.`, {
    location: { file: name },
    hint: 'Write one option a line, such as `margin: 40%`.',
  });
}

/** The members of a YAML or JSON config as written. Throws `config` with the place when it is neither. */
export async function configMembers(text: string, name: string): Promise<ReadonlyMap<string, unknown>> {
  const content = await parseYaml(text, name);
  if (content === null || content === undefined) return new Map();
  if (typeof content === 'object' && !Array.isArray(content)) return new Map(Object.entries(content));
  throw new CxRoiError('config', 'The config is no list of options.', {
    location: { file: name },
    hint: 'Write one option a line, such as `margin: 40%`.',
  });
}

async function parseYaml(text: string, name: string): Promise<unknown> {
  // Loaded only when there is a config: start-up stays fast.
  const { parseDocument } = await import('yaml');
  const document = parseDocument(text, { prettyErrors: false });
  const error = document.errors[0];
  if (error !== undefined) throw notYaml(error, text, name);
  try {
    return document.toJS() as unknown;
  } catch (cause) {
    throw new CxRoiError('config', 'The config uses too many aliases.', { location: { file: name }, cause });
  }
}

function notYaml(
  error: { readonly message: string; readonly pos: readonly [number, number] },
  text: string,
  file: string,
) {
  const before = text.slice(0, error.pos[0]).split('\n');
  const location = { file, line: before.length, column: before.at(-1)!.length + 1 };
  const hint = 'A config is YAML or JSON: one `name: value` a line.';
  return new CxRoiError('config', `${error.message.replace(/\.$/, '')}.`, { location, hint, cause: error });
}

function unknownKey(key: string, known: readonly string[], file: string): CxRoiError {
  const suggestion = closest(key, known);
  return new CxRoiError('config', `There is no option "${key}".`, {
    location: { file },
    hint: suggestion === null ? `Options are: ${known.join(', ')}.` : `Did you mean "${suggestion}"?`,
  });
}

async function configSchema() {
  const z = await import('zod');
  const text = z.string().optional();
  const number = z.number().optional();
  const rate = z.union([z.number(), z.string()]).optional();
  const files = z.union([z.string(), z.array(z.string())]).optional();
  return z.strictObject({
    ...{ asOf: text, horizon: number, discountRate: rate, margin: rate, marginIncludesService: z.boolean().optional() },
    ...{ currency: text, rates: text, caseWindow: number, effortWindow: number },
    effortHalfLife: z.number().nullable().optional(),
    ...{ cesScale: text, churnWindow: number, lapseWindow: number },
    contactCost: z.record(z.string(), z.number()).optional(),
    ...{ minuteRate: number, acquisitionCost: number, retentionCost: number, target: number },
    ...{ prior: text, model: text, seed: number, timezone: text, decimal: text, dateOrder: text },
    ...{ encoding: text, delimiter: text, preset: text },
    map: z.record(z.string(), z.string()).optional(),
    ...{ id: text, inputFormat: text, customers: files, interactions: files },
  });
}
