import type { StringDictionary } from '../../domain/dictionary.ts';
import { isDigit, isNoId } from '../text.ts';
import { Unfit } from './unfit.ts';

/** Looks at the ids that each chunk adds to a dictionary: the exact reader takes a word for nothing for a blank cell. */
export class NamelessIds {
  readonly #dictionary: StringDictionary;
  #known: number;

  constructor(dictionary: StringDictionary) {
    this.#dictionary = dictionary;
    this.#known = dictionary.size;
  }

  /** @throws Unfit */
  refuse(): void {
    for (; this.#known < this.#dictionary.size; this.#known++) {
      // A string for each of a million ids costs more than interning them.
      if (!isDigit(this.#dictionary.lastUnit(this.#known)) && isNoId(this.#dictionary.text(this.#known)))
        throw new Unfit('an id is a word for none');
    }
  }
}
