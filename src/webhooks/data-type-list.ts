import { documentCollections } from '../collections/index.js';

/** What Oura sends events of besides what is served here: of contract 1.29, then of 1.37. */
const NOT_SERVED = [
  ...['daily_cycle_phases', 'activation_status', 'period_start', 'pregnancy', 'fertile_window', 'ovulation_confirmed', 'blood_glucose'],
  'meal',
];

/** Every `data_type` that can be subscribed to. */
export const DATA_TYPES = [...documentCollections.map(({ dataType }) => dataType), ...NOT_SERVED];
