import { Chalk } from 'chalk';

/** Colours by what they mean; meaning never rests on colour alone. */
export interface Paint {
  readonly heading: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly alarm: (text: string) => string;
}

/** Sixteen colours or none: the argument decides, never the terminal. */
export function painter(color: boolean): Paint {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  return { heading: chalk.bold, quiet: chalk.dim, alarm: chalk.red };
}
