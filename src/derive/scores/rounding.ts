/** `value`, but not below `low` nor above `high`. */
export function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}

/** Rounded to steps of 1/`parts`, never minus zero. */
export function roundTo(value: number, parts: number): number {
  return Math.round(value * parts) / parts + 0;
}

/** Points as scores and contributors have them: whole, from 1 to 100. */
export function pointsOf(value: number): number {
  // Weights in hundredths make exact halves common; without this, binary fractions would round some of them down.
  return clamp(Math.round(roundTo(value, 1e6)), 1, 100);
}
