import type { Beats, SleepRecording } from '../../derive/recordings.js';
import { AWAKE, EPOCH_MS, SAMPLE_EPOCHS } from './stage-digits.js';

/** The recording after its wearer has cut `seconds` off its end in the app; at least one epoch remains. */
export function trimEnd(recording: SleepRecording, seconds: number): SleepRecording {
  const endMs = Math.max(recording.startMs + EPOCH_MS, recording.endMs - seconds * 1000);
  const epochs = Math.ceil((endMs - recording.startMs) / EPOCH_MS);
  const samples = Math.ceil(epochs / SAMPLE_EPOCHS);
  const stages = recording.stages.slice(0, epochs);
  stages[epochs - 1] = AWAKE;
  return {
    ...recording,
    endMs,
    stages,
    movement: recording.movement.slice(0, epochs),
    heartRate: recording.heartRate?.slice(0, samples) ?? null,
    hrv: recording.hrv?.slice(0, samples) ?? null,
    breath: recording.breath?.slice(0, samples) ?? null,
    skinTemperature: recording.skinTemperature?.slice(0, samples) ?? null,
    oxygen: recording.oxygen?.slice(0, epochs) ?? null,
    beats: recording.beats && trimBeats(recording.beats, endMs),
    isEdited: true,
  };
}

function trimBeats({ times, intervals, validities }: Beats, endMs: number): Beats {
  const after = times.findIndex((ms) => ms >= endMs);
  const end = after < 0 ? times.length : after;
  return { times: times.slice(0, end), intervals: intervals.slice(0, end), validities: validities.slice(0, end) };
}
