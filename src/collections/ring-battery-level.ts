import { defineSeries } from './define.js';

/** Charge of the ring in percent. */
export const ringBatteryLevel = defineSeries({
  name: 'ring_battery_level',
  title: 'Ring Battery Level',
  model: 'PublicRingBatteryLevelRow',
  scopes: ['ring_configuration'],
  columns: [
    { name: 'charging', type: 'choice', choices: [null, false, true] },
    { name: 'in_charger', type: 'choice', choices: [null, false, true] },
    { name: 'level', type: 'integer' },
  ],
});
