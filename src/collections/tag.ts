import { z } from 'zod';
import { defineDocument } from './define.js';
import { date, localDateTime, text } from './fields.js';

/** Notes of the first generation, kept for old histories. */
export const tag = defineDocument({
  name: 'tag',
  title: 'Tag',
  model: 'TagModel',
  scope: 'tag',
  instant: ['timestamp'],
  day: 'day',
  hasMeta: false,
  isSelectable: false,
  distinguishedBy: ['text', 'tags'],
  fields: {
    day: date(),
    text: text().nullable(),
    timestamp: localDateTime,
    tags: z.array(text()),
  },
});
