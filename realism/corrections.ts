/** Where a statement differs from the one simulated people were first held to, and what showed the first one to be wrong. */
export const corrections: readonly string[] = [
  'I-18: a nap that ends in the evening of a day without a long_sleep has no score to add to; both deltas are null then.',
  'I-21: the weights hold exactly here. One wearer’s published trend of 2023 is the same plus an offset that wanders between 0.02 and 0.18 °C (178 nights), which nothing published explains.',
  'I-22: activity_balance counts days with movement, sleep_balance nights: whoever loses the first nights has the one before the other.',
  'I-25: 25 % of each class fails on both published days of 2024 (medium: 3300 s by the minutes, 5940 s by the digits), since a mean of five minutes decides. Hence 25 % or 90 minutes, sedentary and low together, and from 75 years on, when medium begins at 2 MET, medium with them.',
  'I-33: heart rates that arrived with a night stay when its end is corrected afterwards.',
  'I-35: windows with fewer than 40 good beats, at the edges of gaps, say nothing about a mean.',
  'D-16: a person’s mean deviation is taken over all nights, since those of illness are part of the baseline as well.',
];
