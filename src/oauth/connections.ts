import type { App } from '../storage/apps.js';
import { removeGrant } from '../storage/grants.js';
import type { OAuthContext, Person } from './oauth-context.js';

/** Takes back what a user allowed an app; its codes and tokens die at once. False where nothing was allowed. */
export async function disconnect({ store, trail }: OAuthContext, person: Person, app: App): Promise<boolean> {
  return store.engine.transaction(async (db) => {
    const isRemoved = await removeGrant(db, person.userNo, app.appNo);
    if (isRemoved) await trail.append(db, { type: 'app.disconnected', userId: person.userId, clientId: app.clientId });
    return isRemoved;
  });
}
