import { z } from 'zod';
import { defineDocument } from './define.js';
import { isoDate, localizedDateTime, model, nullable, sample } from './fields.js';

/** Guided and unguided moments, with heart rate (beats per minute), its variability (ms) and motion counts while they lasted. */
export const session = defineDocument({
  name: 'session',
  title: 'Session',
  model: 'PublicSession',
  scope: 'session',
  instant: ['start_datetime'],
  day: 'day',
  isBulky: true,
  distinguishedBy: ['type'],
  fields: {
    day: isoDate,
    end_datetime: localizedDateTime,
    heart_rate: nullable(sample),
    heart_rate_variability: nullable(sample),
    mood: nullable(model('PublicMomentMood', z.enum(['bad', 'worse', 'same', 'good', 'great']))),
    motion_count: nullable(sample),
    start_datetime: localizedDateTime,
    type: model('PublicMomentType', z.enum(['breathing', 'meditation', 'nap', 'relaxation', 'rest', 'body_status'])),
  },
});
