/** The members of a configuration file, YAML or JSON. @throws config when it is neither or holds no options */
export async function configMembers(text: string, name: string): Promise<ReadonlyMap<string, unknown>> {
  const readers = await import('../readers/config.ts');
  return readers.configMembers(text, name);
}
