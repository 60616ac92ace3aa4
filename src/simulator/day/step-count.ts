const STEPS_PER_NET_MET = 29;
const MOST_STEPS = 168;
const POTTERING_TENTHS = 26;
const POTTERING_SHARE = 0.42;

/**
 * Steps in a minute on foot at tenths of a MET: 29 per net MET minute of a walker (one wearer of 2019), at most 168. Below the effort of
 * walking much of the movement is not on the feet: own estimate.
 */
export function stepsAt(tenths: number): number {
  const share = tenths < POTTERING_TENTHS ? POTTERING_SHARE : 1;
  return tenths < 16 ? 0 : Math.min(MOST_STEPS, Math.round(share * STEPS_PER_NET_MET * (tenths / 10 - 1.5)));
}
