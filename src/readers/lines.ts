/** A line of a stream without its end, and its number from 1; null text: longer than a line may be, and passed over. */
export interface Line {
  readonly number: number;
  readonly text: string | null;
}

/** Longer lines are no events; keeping one would let a stream without line ends fill the memory. */
const LONGEST_LINE_UNITS = 1 << 20;

/** The lines of a stream of UTF-8, as many at a time as each chunk completes; blank ones are counted and left out. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Line[]> {
  const decoder = new TextDecoder();
  const splitter = new LineSplitter();
  for await (const chunk of chunks) yield splitter.take(decoder.decode(chunk, { stream: true }));
  yield splitter.finish(decoder.decode());
}

class LineSplitter {
  #rest = '';
  #tooLong = false;
  #number = 0;

  take(text: string): readonly Line[] {
    const lines: Line[] = [];
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      this.#end(this.#rest + text.slice(from, end), lines);
      this.#rest = '';
      from = end + 1;
    }
    this.#rest += text.slice(from);
    if (this.#rest.length > LONGEST_LINE_UNITS) {
      this.#tooLong = true;
      this.#rest = '';
    }
    return lines;
  }

  /** The last line may lack its end. */
  finish(text: string): readonly Line[] {
    const lines = [...this.take(text)];
    if (this.#rest !== '' || this.#tooLong) this.#end(this.#rest, lines);
    return lines;
  }

  #end(text: string, lines: Line[]): void {
    this.#number++;
    if (this.#tooLong || text.length > LONGEST_LINE_UNITS) lines.push({ number: this.#number, text: null });
    else if (text.trim() !== '') lines.push({ number: this.#number, text });
    this.#tooLong = false;
  }
}
