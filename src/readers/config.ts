import { CxRoiError } from '../foundation/errors.ts';

/** The members of a YAML or JSON config as written. Throws `config` with the place when it is neither. */
export async function configMembers(text: string, name: string): Promise<ReadonlyMap<string, unknown>> {
  const content = await parseYaml(text, name);
  if (content === null || content === undefined) return new Map();
  const schema = await memberSchema();
  // The content itself is taken: a copy would lose a member called __proto__.
  if (schema.safeParse(content).success) return new Map(Object.entries(content));
  throw new CxRoiError('config', 'The config is no list of options.', {
    location: { file: name },
    hint: 'Write one option a line, such as `margin: 40%`.',
  });
}

/** Names with values; what a value may be is each option's own affair. Loaded only when there is a config. */
async function memberSchema() {
  const z = await import('zod');
  return z.record(z.string(), z.unknown());
}

/** YAML or JSON as plain values. @throws config with the place when it is neither */
export async function parseYaml(text: string, name: string): Promise<unknown> {
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
