import type { StringDictionary } from '../../domain/dictionary.ts';
import { isNoId } from '../text.ts';
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
      if (isNoId(this.#dictionary.text(this.#known))) throw new Unfit('an id is a word for none');
    }
  }
}
