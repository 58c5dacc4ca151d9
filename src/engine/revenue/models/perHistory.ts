/** Works out what depends on (x, T) alone once for each pair, however many customers share it. */
export function perHistory<T>(make: (x: number, age: number) => T): (x: number, age: number) => T {
  const known = new Map<number, Map<number, T>>();
  return (x, age) => {
    let byAge = known.get(x);
    if (byAge === undefined) {
      byAge = new Map();
      known.set(x, byAge);
    }
    let found = byAge.get(age);
    if (found === undefined) {
      found = make(x, age);
      byAge.set(age, found);
    }
    return found;
  };
}
