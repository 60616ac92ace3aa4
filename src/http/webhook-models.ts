import { z } from 'zod';
import { model } from '../collections/fields.js';
import { EVENT_TYPES } from '../storage/subscriptions.js';
import { CONTRACT_DATA_TYPES, DATA_TYPES } from '../webhooks/data-type-list.js';

const eventType = model('WebhookOperation', z.enum(EVENT_TYPES));
/** More are taken than the contract, which is older than some of them, tells of. */
const dataType = model('ExtApiV2DataType', z.enum(DATA_TYPES).meta({ enum: [...CONTRACT_DATA_TYPES] }));

/** What a subscription is made from. */
export const createSubscriptionRequest = model(
  'CreateWebhookSubscriptionRequest',
  z.object({ callback_url: z.string(), verification_token: z.string(), event_type: eventType, data_type: dataType }),
);

/** What of a subscription shall change. */
export const updateSubscriptionRequest = model(
  'UpdateWebhookSubscriptionRequest',
  z.object({
    verification_token: z.string(),
    callback_url: z.string().nullish(),
    event_type: eventType.nullish(),
    data_type: dataType.nullish(),
  }),
);

/** A subscription on the wire: exactly these keys. */
export const subscriptionModel = model(
  'WebhookSubscriptionModel',
  z.object({
    id: z.string().meta({ format: 'uuid4' }),
    callback_url: z.string(),
    event_type: eventType,
    data_type: dataType,
    expiration_time: z.string().meta({ format: 'date-time' }),
  }),
);
