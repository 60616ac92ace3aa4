import { Command } from 'commander';
import { MAXIMUM_PASSWORD_LENGTH, MINIMUM_PASSWORD_LENGTH } from '../oauth/passwords.js';
import { setPassword } from '../oauth/set-password.js';
import { type CliIo, CommandError, requireUser, withData, withStore } from './context.js';

/** `circlet user password <id>`: sets what a user signs in with where the server asks for passwords. */
export function userPasswordCommand(io: CliIo): Command {
  return withData(io, new Command('password'))
    .description('Set the password a user signs in with: typed, or the first line of the standard input.')
    .argument('<id>')
    .action((id: string, { data, database }) =>
      withStore({ data, database }, async (opened) => {
        const user = await requireUser(opened.store, id);
        const password = await io.readSecret('New password: ');
        if (password.length < MINIMUM_PASSWORD_LENGTH || password.length > MAXIMUM_PASSWORD_LENGTH) {
          throw new CommandError(
            `A password has ${MINIMUM_PASSWORD_LENGTH} to ${MAXIMUM_PASSWORD_LENGTH} characters. Nothing was changed.`,
          );
        }
        await setPassword(opened, user, password);
        io.out(`${id} has a new password, and is signed out everywhere\n`);
      }),
    );
}
