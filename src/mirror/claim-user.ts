import { identifier } from '../collections/fields.js';
import type { Store } from '../storage/store.js';
import type { Profile, User } from '../storage/users.js';
import { MirrorFailure } from './mirror-failure.js';
import type { TakenProfile } from './take-profile.js';

interface Claim {
  store: Store;
  source: string;
  account: TakenProfile;
  userId: string | null;
  clientId: string | null;
  /** Tokens to store; null leaves those that are stored. */
  sealedTokens: Buffer | null;
  createdAt: string;
}

/** The user who takes the account, made if need be; from then on nobody else's account goes there. Throws MirrorFailure. */
export async function claimUser(claim: Claim): Promise<User> {
  const { store, source, account, clientId, sealedTokens } = claim;
  const id = claim.userId ?? account.id;
  const user = (await store.users.find(id)) ?? (await addUser(claim));
  if ((await store.simulatedUsers.find(user.userNo)) !== null) {
    throw new MirrorFailure('usage', `User ${id} of this store is simulated and lives on by itself: mirror into another --data or --user.`);
  }
  const before = await store.mirrors.find(user.userNo);
  if (before && (before.source !== source || before.upstreamId !== account.id)) {
    throw new MirrorFailure(
      'usage',
      `User ${id} is a copy of account ${before.upstreamId} of ${before.source}, and this is account ${account.id} of ${source}. Name another --user.`,
    );
  }
  await store.users.change(id, account.profile as Partial<Profile>);
  await store.mirrors.put({
    ...{ userNo: user.userNo, source, upstreamId: account.id, clientId: clientId ?? before?.clientId ?? null },
    sealedTokens: sealedTokens ?? before?.sealedTokens ?? null,
    refreshBeganAt: sealedTokens === null ? (before?.refreshBeganAt ?? null) : null,
  });
  return user;
}

async function addUser({ store, account, userId, createdAt }: Claim): Promise<User> {
  if (userId !== null) throw new MirrorFailure('usage', `There is no user ${userId} here. Without --user one is made, with upstream's id.`);
  if (!identifier.safeParse(account.id).success)
    throw new MirrorFailure('usage', 'The account has an id that cannot be used here: name a --user.');
  const nobody = { email: null, age: null, weight: null, height: null, biological_sex: null };
  return store.users.add({ ...nobody, id: account.id, createdAt });
}
