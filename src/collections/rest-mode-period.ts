import { z } from 'zod';
import { defineDocument } from './define.js';
import { isoDate, localizedDateTime, model, nullable, text } from './fields.js';

/** Days on which goals are paused, and the tags chosen meanwhile. */
export const restModePeriod = defineDocument({
  name: 'rest_mode_period',
  title: 'Rest Mode Period',
  model: 'PublicRestModePeriod',
  scope: 'daily',
  instant: ['start_time', 'start_day'],
  day: 'start_day',
  fields: {
    end_day: nullable(isoDate),
    end_time: nullable(localizedDateTime),
    episodes: z.array(model('PublicRestModeEpisode', z.object({ tags: z.array(text()), timestamp: localizedDateTime }))),
    start_day: isoDate,
    start_time: nullable(localizedDateTime),
  },
});
