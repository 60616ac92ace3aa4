/** Deep sleep, in the digits of the wire. */
export const DEEP = 1;
/** Light sleep. */
export const LIGHT = 2;
/** Sleep with rapid eye movements. */
export const REM = 3;
/** Awake in bed. */
export const AWAKE = 4;

/** Length of an epoch, to which a stage and a movement belong. */
export const EPOCH_MS = 30_000;
/** Epochs to a sample of heart, breath and temperature. */
export const SAMPLE_EPOCHS = 10;
/** Length of such a sample. */
export const SAMPLE_MS = EPOCH_MS * SAMPLE_EPOCHS;
