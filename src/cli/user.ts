import { Command, InvalidArgumentError, Option } from 'commander';
import { identifier } from '../collections/fields.js';
import { documentCollections, seriesCollections } from '../collections/index.js';
import { utcDateTime } from '../lib/dates.js';
import { newUuid } from '../lib/ids.js';
import type { Store } from '../storage/store.js';
import type { User } from '../storage/users.js';
import { type CliIo, CommandError, requireUser, table, withData, withJson, withStore } from './context.js';
import { userPasswordCommand } from './user-password.js';

/** `circlet user …`: the people of a store. */
export function userCommand(io: CliIo): Command {
  const user = new Command('user').description('Add, list and remove people.');
  user.addCommand(addCommand(io));
  user.addCommand(listCommand(io));
  user.addCommand(showCommand(io));
  user.addCommand(userPasswordCommand(io));
  for (const [name, membership, about] of [
    ['lapse', 'lapsed', "End a user's membership: their data answers 403."],
    ['resume', 'active', "Take a user's membership up again."],
  ] as const) {
    const command = withData(io, new Command(name)).description(about).argument('<id>');
    user.addCommand(
      command.action((id: string, { data, database }) =>
        withStore({ data, database }, async ({ store }) => {
          await requireUser(store, id);
          await store.users.change(id, { membership });
          io.out(`${id} ${membership}\n`);
        }),
      ),
    );
  }
  const remove = withData(io, new Command('remove')).description('Erase a user with all data, tokens and history.').argument('<id>');
  return user.addCommand(
    remove.action((id: string, { data, database }) =>
      withStore({ data, database }, async ({ store, ledger }) => {
        await requireUser(store, id);
        await ledger.eraseUser(id);
        io.out(`${id} erased\n`);
      }),
    ),
  );
}

function addCommand(io: CliIo): Command {
  return withJson(withData(io, new Command('add')))
    .description('Add a user and print its id.')
    .option('--id <id>', 'Its id on the wire, to restore an archive as it was; without it a new one.', asId)
    .option('--email <text>')
    .option('--age <years>', '', asNumber)
    .option('--weight <kg>', '', asNumber)
    .option('--height <metres>', '', asNumber)
    .addOption(new Option('--biological-sex <sex>').choices(['male', 'female']))
    .action(({ data, database, json, id: givenId, email = null, age = null, weight = null, height = null, biologicalSex = null }) =>
      withStore(
        { data, database },
        async ({ store, clock, random }) => {
          const profile = { email, age, weight, height, biological_sex: biologicalSex };
          const id = givenId ?? newUuid(random);
          if (await store.users.find(id)) throw new CommandError(`There is a user ${id} already.`);
          await store.users.add({ ...profile, id, createdAt: utcDateTime(clock.now()) });
          io.out(json ? `${JSON.stringify({ id })}\n` : `${id}\n`);
        },
        true,
      ),
    );
}

function listCommand(io: CliIo): Command {
  return withJson(withData(io, new Command('list')))
    .description('List people.')
    .action(({ data, database, json }) =>
      withStore({ data, database }, async ({ store }) => {
        const users = await store.users.list();
        const rows = users.map((user) => [user.id, user.email, user.membership, user.createdAt]);
        io.out(json ? `${JSON.stringify(users.map(shown))}\n` : table([['ID', 'EMAIL', 'MEMBERSHIP', 'CREATED'], ...rows]));
      }),
    );
}

function showCommand(io: CliIo): Command {
  const command = withJson(withData(io, new Command('show')))
    .description('Show a user and how much data there is.')
    .argument('<id>');
  return command.action((id: string, { data, database, json }) =>
    withStore({ data, database }, async ({ store }) => {
      const user = await requireUser(store, id);
      const counts = await store.countsOf(user.userNo);
      if (json) io.out(`${JSON.stringify({ ...shown(user), counts })}\n`);
      else io.out(table(Object.entries({ ...shown(user), ...describe(counts) })));
    }),
  );
}

type Counts = Awaited<ReturnType<Store['countsOf']>>;

/** Numbers of documents and rows in the order of the contract, empty collections left out. */
function describe(counts: Counts): Record<string, number> {
  const names = [...documentCollections, ...seriesCollections].map(({ name }) => name).filter((name) => counts[name]);
  return Object.fromEntries(names.map((name) => [name, counts[name] as number]));
}

function shown({ userNo: _, createdAt, ...user }: User) {
  return { ...user, created_at: createdAt };
}

function asId(text: string): string {
  if (!identifier.safeParse(text).success) throw new InvalidArgumentError('An id has no quotes, backslashes and control characters.');
  return text;
}

function asNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) throw new InvalidArgumentError('It must be a number.');
  return value;
}
