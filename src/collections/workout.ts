import { z } from 'zod';
import { defineDocument } from './define.js';
import { isoDate, localizedDateTime, model, nullable, number, text } from './fields.js';

/** Workouts: calories in kilocalories, distance in metres. `activity` is an open list of lower-case words. */
export const workout = defineDocument({
  name: 'workout',
  title: 'Workout',
  model: 'PublicWorkout',
  scope: 'workout',
  instant: ['start_datetime'],
  day: 'day',
  distinguishedBy: ['activity'],
  fields: {
    activity: text(),
    calories: nullable(number()),
    day: isoDate,
    distance: nullable(number()),
    end_datetime: localizedDateTime,
    intensity: model('PublicWorkoutIntensity', z.enum(['easy', 'moderate', 'hard'])),
    label: nullable(text()),
    source: model('PublicWorkoutSource', z.enum(['manual', 'autodetected', 'confirmed', 'workout_heart_rate'])),
    start_datetime: localizedDateTime,
  },
});
