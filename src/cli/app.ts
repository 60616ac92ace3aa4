import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { SCOPES, type Scope } from '../collections/define.js';
import { shownApp } from '../http/admin/apps.js';
import { openMasterKey } from '../master-key.js';
import { appProblem, redirectUrisProblem, registerApp, removeApp, replaceRedirectUris, rotateSecret } from '../oauth/apps.js';
import { createActTrail } from '../oauth/audit-trail.js';
import { redirectUriProblem } from '../oauth/redirect-uris.js';
import { scopeOf } from '../oauth/scopes.js';
import type { App } from '../storage/apps.js';
import type { Store } from '../storage/store.js';
import { type CliIo, CommandError, type OpenedStore, table, withData, withJson, withStore } from './context.js';

/** `circlet app …`: the programs that ask people for access. */
export function appCommand(io: CliIo): Command {
  const list = withJson(withData(io, new Command('list'))).description('List apps.');
  list.action(({ data, database, json }) =>
    withStore({ data, database }, async ({ store }) => {
      const apps = await store.apps.list();
      const rows = apps.map((app) => [app.clientId, app.name, app.createdAt, app.redirectUris.join(' ')]);
      io.out(json ? `${JSON.stringify(apps.map(shownApp))}\n` : table([['CLIENT ID', 'NAME', 'CREATED', 'REDIRECT URIS'], ...rows]));
    }),
  );
  const show = withJson(withData(io, new Command('show')))
    .description('Show an app.')
    .argument('<client-id>');
  show.action((id: string, { data, database, json }) =>
    withStore({ data, database }, async ({ store }) => {
      const app = shownApp(await requireApp(store, id));
      const rows = Object.entries(app).map(([name, value]) => [name, Array.isArray(value) ? value.join(' ') : value]);
      io.out(json ? `${JSON.stringify(app)}\n` : table(rows));
    }),
  );
  const rotate = withJson(withData(io, new Command('rotate-secret')))
    .description('Give an app another secret and print it, this once; the one before is worth nothing from now on.')
    .argument('<client-id>');
  rotate.action((id: string, { data, database, json }) =>
    withStore({ data, database }, async (opened) => {
      const secret = await rotateSecret(registryOf(opened, data), await requireApp(opened.store, id));
      io.out(json ? `${JSON.stringify({ client_id: id, client_secret: secret })}\n` : `${secret}\n`);
    }),
  );
  const remove = withData(io, new Command('remove'))
    .description('Remove an app; its codes and tokens die at once.')
    .argument('<client-id>');
  remove.action((id: string, { data, database }) =>
    withStore({ data, database }, async (opened) => {
      await removeApp(registryOf(opened, data), await requireApp(opened.store, id));
      io.out(`${id} removed\n`);
    }),
  );
  const app = new Command('app').description('Register, list, change and remove apps that use OAuth.');
  for (const command of [addCommand(io), list, show, redirectUrisCommand(io), rotate, remove]) app.addCommand(command);
  return app;
}

function addCommand(io: CliIo): Command {
  return withJson(withData(io, new Command('add')))
    .description('Register an app and print its client id and secret, this once.')
    .requiredOption('--name <text>', 'As people see it when they are asked.')
    .option('--redirect-uri <uri...>', 'Where people are sent back to; http://localhost:* means any port and path.', asUri)
    .option('--redirect-uris-from <file>', FROM_FILE)
    .option('--scope <names...>', `What it may ask for; without it all of ${SCOPES.join(', ')}.`, asScopes)
    .option('--client-id <id>', 'The id it has elsewhere already. By default a new one.')
    .option('--client-secret <secret>', 'The secret it has elsewhere already. By default a new one.')
    .action(({ data, database, json, name, redirectUri, redirectUrisFrom, scope, clientId, clientSecret }) =>
      withStore(
        { data, database },
        async (opened) => {
          const request = { name, redirectUris: givenUris(redirectUri, redirectUrisFrom), scopes: scope, clientId, clientSecret };
          const problem = appProblem(request);
          if (problem) throw new CommandError(`${problem.message}.`);
          if (clientId !== undefined && (await opened.store.apps.find(clientId)))
            throw new CommandError(`There is an app ${clientId} already.`);
          const { app, secret } = await registerApp(registryOf(opened, data), request);
          const made = { client_id: app.clientId, client_secret: secret };
          io.out(json ? `${JSON.stringify(made)}\n` : table(Object.entries(made)));
        },
        true,
      ),
    );
}

const FROM_FILE = 'A file with more of them, one a line; blank lines and those that begin with # do not count.';

function redirectUrisCommand(io: CliIo): Command {
  return withJson(withData(io, new Command('redirect-uris')))
    .description('Put redirect URIs in the place of those of an app; its secret and its tokens stay.')
    .argument('<client-id>')
    .argument('[uri...]', 'Where people are sent back to.', asUri)
    .option('--from <file>', FROM_FILE)
    .action((id: string, uris: string[], { data, database, json, from }) =>
      withStore({ data, database }, async (opened) => {
        const given = givenUris(uris, from);
        const problem = redirectUrisProblem(given);
        if (problem) throw new CommandError(`${problem}.`);
        const redirectUris = await replaceRedirectUris(registryOf(opened, data), await requireApp(opened.store, id), given);
        io.out(json ? `${JSON.stringify({ client_id: id, redirect_uris: redirectUris })}\n` : `${redirectUris.join('\n')}\n`);
      }),
    );
}

/** Redirect URIs of the command line and of a file. */
function givenUris(uris: string[] = [], file?: string): string[] {
  if (file === undefined) return uris;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(`The redirect URIs cannot be read from ${file}: ${(error as Error).message}.`);
  }
  const lines = text.split('\n').map((line) => line.trim());
  return [...uris, ...lines.filter((line) => line !== '' && !line.startsWith('#'))];
}

function registryOf({ store, clock, random }: OpenedStore, data: string) {
  return { store, clock, random, trail: createActTrail(clock), masterKey: openMasterKey(data, random) };
}

async function requireApp(store: Store, id: string): Promise<App> {
  const app = await store.apps.find(id);
  if (!app) throw new CommandError(`There is no app ${id}. \`circlet app list\` shows those there are.`);
  return app;
}

function asUri(uri: string, before: string[] = []): string[] {
  const problem = redirectUriProblem(uri);
  if (problem) throw new InvalidArgumentError(`${problem}.`);
  return [...before, uri];
}

function asScopes(text: string, before: Scope[] = []): Scope[] {
  const names = text.split(/[\s,]+/).filter(Boolean);
  const unknown = names.find((name) => scopeOf(name) === null);
  if (unknown) throw new InvalidArgumentError(`There is no scope ${unknown}; there are ${SCOPES.join(', ')}.`);
  return [...before, ...names.map((name) => scopeOf(name) as Scope)];
}
