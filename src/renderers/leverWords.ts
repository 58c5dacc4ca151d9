/** A lever as it was written, `effort-to=33`, in words; as it is where nothing says it better. */
export function leverWords(given: string): string {
  const at = given.indexOf('=');
  const [name, value] = [given.slice(0, at), given.slice(at + 1)];
  const words = WORDS[name as keyof typeof WORDS] as ((value: string) => string) | undefined;
  return at < 0 || words === undefined ? given : words(value);
}

const WORDS = {
  effort: (value: string) => `effort of every case ${value}`,
  'effort-topic': (value: string) => `effort of cases on ${named(value)}`,
  'effort-channel': (value: string) => `effort of cases that begin in ${named(value)}`,
  'effort-band': (value: string) => `effort of customers in ${named(value)}`,
  'effort-to': (value: string) => `nobody’s effort above ${value}`,
  retention: (value: string) => `${value} points of 12-month retention`,
  price: (value: string) => `price ${value}`,
  contacts: (value: string) => `contacts ${value}`,
  'programme-cost': (value: string) => `a programme of ${value} at its start`,
  'programme-yearly': (value: string) => `${value} each year`,
  'programme-years': (value: string) => `over ${value} years`,
} as const;

/** `billing=-50%` → `billing -50%`. */
function named(value: string): string {
  const at = value.lastIndexOf('=');
  return at < 0 ? value : `${value.slice(0, at)} ${value.slice(at + 1)}`;
}
