/** Adds to one of several sums kept in a list. */
export function addTo(sums: number[] | Uint8Array, place: number, amount = 1): void {
  sums[place] = (sums[place] as number) + amount;
}
