import { defineSeries } from './define.js';

/** Time between two heartbeats in ms; validity 1 good, 2 bad, 3 corrected, -1 and -2 gap, 0 raw. An owner's `heartrate` opens it, too. */
export const interbeatInterval = defineSeries({
  name: 'interbeat_interval',
  title: 'Interbeat Interval',
  model: 'PublicInterbeatIntervalRow',
  scopes: ['research', 'heartrate'],
  columns: [
    { name: 'ibi', type: 'integer' },
    { name: 'validity', type: 'integer' },
  ],
});
