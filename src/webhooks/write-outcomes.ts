import type { AuditTrail } from '../oauth/audit-trail.js';
import { settleDeliveries } from '../storage/deliveries.js';
import { endSubscription, findSubscription } from '../storage/subscriptions.js';
import type { Transaction } from '../storage/tables.js';
import type { Outcome } from './attempt.js';

/** Writes what became of attempts, and ends subscriptions whose receivers answered 410. */
export async function writeOutcomes(db: Transaction, trail: AuditTrail, outcomes: readonly Outcome[]): Promise<void> {
  await settleDeliveries(
    db,
    outcomes.map(({ settled }) => settled),
  );
  for (const subscriptionNo of new Set(outcomes.map(({ goneNo }) => goneNo))) {
    if (subscriptionNo === null) continue;
    const subscription = await findSubscription(db, subscriptionNo);
    if (!subscription || !(await endSubscription(db, subscriptionNo, 'gone'))) continue;
    const { id, clientId } = subscription;
    await trail.append(db, { type: 'webhook.gone', clientId, reason: 'the receiver answered 410', detail: { id } });
  }
}
