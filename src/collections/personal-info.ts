import { defineProfile } from './define.js';
import { integer, nullable, number, text } from './fields.js';

/** Who the wearer is: age in years, weight in kg, height in metres. The id is also the `user_id` of webhooks. */
export const personalInfo = defineProfile({
  name: 'personal_info',
  title: 'Personal Info',
  model: 'PersonalInfoResponse',
  fields: {
    age: nullable(integer()),
    weight: nullable(number()),
    height: nullable(number()),
    biological_sex: nullable(text()),
    email: nullable(text()),
  },
  scopeOf: { age: 'personal', weight: 'personal', height: 'personal', biological_sex: 'personal', email: 'email' },
});
