import { defineDocument } from './define.js';
import { date, localDateTime, nullable, text } from './fields.js';

/** Tags with a type and, if they last, an end. `tag_type_code` is `custom` where `custom_name` names it. */
export const enhancedTag = defineDocument({
  name: 'enhanced_tag',
  title: 'Enhanced Tag',
  model: 'EnhancedTagModel',
  scope: 'tag',
  instant: ['start_time'],
  day: 'start_day',
  hasMeta: false,
  isSelectable: false,
  distinguishedBy: ['tag_type_code', 'custom_name', 'comment'],
  fields: {
    tag_type_code: nullable(text()),
    start_time: localDateTime,
    end_time: nullable(localDateTime),
    start_day: date(),
    end_day: nullable(date()),
    comment: nullable(text()),
    custom_name: nullable(text()),
  },
});
