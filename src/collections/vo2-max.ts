import { defineDocument } from './define.js';
import { integer, isoDate, localizedDateTime } from './fields.js';

/** Maximal oxygen uptake in ml per kg and minute. Oura: the path is written `vO2_max`, the webhook word `vo2_max`. */
export const vo2Max = defineDocument({
  name: 'vO2_max',
  title: 'VO2 Max',
  model: 'PublicVO2Max',
  scope: 'heart_health',
  instant: ['timestamp'],
  day: 'day',
  pathAliases: ['vo2_max'],
  dataType: 'vo2_max',
  fields: {
    day: isoDate,
    timestamp: localizedDateTime,
    vo2_max: integer(),
  },
});
