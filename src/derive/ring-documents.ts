import { utcDateTime } from '../lib/dates.js';
import type { DayContext, DerivedDocument } from './derive-day.js';

/** The `ring_configuration` documents of the rings set up on a day. */
export function ringDocuments({ recording }: DayContext): DerivedDocument[] {
  return recording.rings.map(({ key, setUpMs, hardwareType, color, design, firmwareVersion, size }) => ({
    key,
    body: { color, design, firmware_version: firmwareVersion, hardware_type: hardwareType, set_up_at: utcDateTime(setUpMs), size },
  }));
}
