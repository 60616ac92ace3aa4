import { defineSeries } from './define.js';

/** Heart rate in beats per minute: every five minutes at rest, in bursts while awake. */
export const heartrate = defineSeries({
  name: 'heartrate',
  title: 'Heart Rate',
  model: 'PublicHeartRateRow',
  scopes: ['heartrate'],
  columns: [
    { name: 'bpm', type: 'integer' },
    { name: 'source', type: 'choice', choices: ['awake', 'workout', 'rest', 'sleep', 'live', 'session'] },
  ],
  named: { source: 'PublicHeartRateSource' },
});
