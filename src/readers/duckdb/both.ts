/** Two jobs side by side, of which the one ends when the other fails. */
export class Both {
  #failed = false;

  /** Ends the job that calls it if the other one failed. */
  checkpoint(): void {
    if (this.#failed) throw new Stopped();
  }

  /** What both give, or the error of the one that failed. */
  async run<A, B>(one: () => Promise<A>, other: () => Promise<B>): Promise<[A, B]> {
    const failing = (error: unknown) => {
      this.#failed = true;
      throw error;
    };
    const [a, b] = await Promise.allSettled([one().catch(failing), other().catch(failing)]);
    if (a.status === 'fulfilled' && b.status === 'fulfilled') return [a.value, b.value];
    const reasons = [a, b].flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    throw reasons.find((reason) => !(reason instanceof Stopped));
  }
}

class Stopped extends Error {}
