import { documentCollections } from '../collections/index.js';

/** What Oura sends events of besides what is served here. */
const NOT_SERVED = ['daily_cycle_phases', 'activation_status', 'period_start', 'pregnancy', 'fertile_window', 'ovulation_confirmed'];

/** Every `data_type` of contract 1.29. */
export const CONTRACT_DATA_TYPES = [...documentCollections.map(({ dataType }) => dataType), ...NOT_SERVED, 'blood_glucose'];

/** Every `data_type` that can be subscribed to; the last one is of contract 1.37. */
export const DATA_TYPES = [...CONTRACT_DATA_TYPES, 'meal'];
