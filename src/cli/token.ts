import { Command, InvalidArgumentError } from 'commander';
import { SCOPES, type Scope } from '../collections/define.js';
import { issueToken } from '../ledger/issue-token.js';
import { revokeToken } from '../ledger/revoke-token.js';
import { utcDateTime } from '../lib/dates.js';
import { type CliIo, CommandError, requireUser, table, withData, withJson, withStore } from './context.js';

/** `circlet token …`: static bearer tokens. */
export function tokenCommand(io: CliIo): Command {
  const add = withJson(withData(io, new Command('add')))
    .description('Make a token and print it, this once: the store keeps only its hash.')
    .requiredOption('--user <id>')
    .option('--scope <names>', `Separated by commas or blanks; without it all of ${SCOPES.join(', ')}.`, asScopes, [...SCOPES])
    .option('--expires-in <seconds>', 'Without it the token lives until it is revoked.', asSeconds)
    .option('--label <text>', 'What it is for.')
    .action(({ data, database, json, user: id, scope, expiresIn = null, label = null }) =>
      withStore({ data, database }, async (opened) => {
        const user = await requireUser(opened.store, id);
        const token = await issueToken(opened, { user, scopes: scope, expiresInSeconds: expiresIn, label });
        io.out(json ? `${JSON.stringify({ id: token.id, token: token.text })}\n` : `${token.text}\n`);
      }),
    );

  const list = withJson(withData(io, new Command('list')))
    .description("List a user's tokens by their ids.")
    .requiredOption('--user <id>')
    .action(({ data, database, json, user: id }) =>
      withStore({ data, database }, async ({ store }) => {
        const tokens = await store.tokens.list((await requireUser(store, id)).userNo);
        const shown = tokens.map(({ userNo: _, expiresAtMs, createdAt, ...token }) => ({
          ...token,
          created_at: createdAt,
          expires_at: expiresAtMs === null ? null : utcDateTime(expiresAtMs),
        }));
        const rows = shown.map((token) => [token.id, token.label, token.created_at, token.expires_at ?? 'never', token.scopes.join(' ')]);
        io.out(json ? `${JSON.stringify(shown)}\n` : table([['ID', 'LABEL', 'CREATED', 'EXPIRES', 'SCOPES'], ...rows]));
      }),
    );

  const revoke = withData(io, new Command('revoke'))
    .description('Revoke a token by its id; it dies at once.')
    .argument('<token-id>')
    .requiredOption('--user <id>')
    .action((tokenId: string, { data, database, user: id }) =>
      withStore({ data, database }, async (opened) => {
        const user = await requireUser(opened.store, id);
        if (!(await revokeToken(opened, user, tokenId))) {
          throw new CommandError(`User ${id} has no token ${tokenId}. \`circlet token list --user ${id}\` shows those there are.`);
        }
        io.out(`${tokenId} revoked\n`);
      }),
    );

  return new Command('token')
    .description('Make, list and revoke static bearer tokens.')
    .addCommand(add)
    .addCommand(list)
    .addCommand(revoke);
}

function asScopes(text: string): Scope[] {
  const names = text.split(/[\s,]+/).filter(Boolean);
  const unknown = names.find((name) => !SCOPES.includes(name as Scope));
  if (unknown) throw new InvalidArgumentError(`There is no scope ${unknown}; there are ${SCOPES.join(', ')}.`);
  return names as Scope[];
}

function asSeconds(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number of seconds.');
  return Number(text);
}
