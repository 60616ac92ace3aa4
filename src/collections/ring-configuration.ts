import { z } from 'zod';
import { defineDocument } from './define.js';
import { integer, model, nullable, text, utcDateTime } from './fields.js';

const colors = [
  ...(['brushed_silver', 'glossy_black', 'glossy_gold', 'glossy_white', 'gucci', 'matt_gold', 'rose', 'silver'] as const),
  ...(['stealth_black', 'titanium', 'titanium_and_gold', 'cloud', 'petal', 'midnight', 'tide'] as const),
];

/** Every ring the wearer has set up, oldest first; `size` is the US ring size. */
export const ringConfiguration = defineDocument({
  name: 'ring_configuration',
  title: 'Ring Configuration',
  model: 'PublicRingConfiguration',
  scope: 'ring_configuration',
  instant: ['set_up_at'],
  isDated: false,
  distinguishedBy: ['hardware_type', 'color', 'design', 'size'],
  fields: {
    color: nullable(model('PublicRingColor', z.enum(colors))),
    design: nullable(model('PublicRingDesign', z.enum(['heritage', 'balance', 'balance_diamond', 'horizon', 'ceramic']))),
    firmware_version: nullable(text()),
    hardware_type: nullable(model('PublicRingHardwareType', z.enum(['gen1', 'gen2', 'gen2m', 'gen3', 'gen4']))),
    set_up_at: nullable(utcDateTime),
    size: nullable(integer()),
  },
});
