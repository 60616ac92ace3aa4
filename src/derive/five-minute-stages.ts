const EPOCHS = 10;
const AWAKE = 4;

/** The stage most frequent in each ten epochs of 30 seconds, of equals the deeper one; digits of the wire. */
export function fiveMinuteStages(stages: Uint8Array): Uint8Array {
  const phases = new Uint8Array(Math.ceil(stages.length / EPOCHS));
  const counts = new Uint8Array(AWAKE + 1);
  for (let i = 0; i < phases.length; i++) {
    counts.fill(0);
    const end = Math.min(stages.length, (i + 1) * EPOCHS);
    for (let at = i * EPOCHS; at < end; at++) counts[stages[at] as number] = (counts[stages[at] as number] as number) + 1;
    let most = 1;
    for (let stage = 2; stage <= AWAKE; stage++) if ((counts[stage] as number) > (counts[most] as number)) most = stage;
    phases[i] = most;
  }
  return phases;
}

/** Small numbers as a text of digits. */
export function digitText(numbers: Uint8Array): string {
  const codes = Buffer.allocUnsafe(numbers.length);
  for (let i = 0; i < numbers.length; i++) codes[i] = 48 + (numbers[i] as number);
  return codes.toString('latin1');
}
