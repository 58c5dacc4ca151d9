/** The members of a configuration file, YAML or JSON. @throws config when it is neither or not an object */
export async function configMembers(text: string, name: string): Promise<ReadonlyMap<string, unknown>> {
  const { parseConfig } = await import('../readers/config.ts');
  return new Map(Object.entries(parseConfig(text, name)));
}
