import { existsSync, statfsSync, statSync } from 'node:fs';
import { Command } from 'commander';
import { utcDateTime } from '../lib/dates.js';
import { masterKeyFile } from '../master-key.js';
import { type CliIo, CommandError, type StoreFlags, withData, withJson, withStore } from './context.js';

/** Below this much free space an import may fill the disk. */
const LOW_DISK_BYTES = 500 * 1024 * 1024;

interface Finding {
  name: string;
  ok: boolean;
  detail: string;
}

/** `circlet doctor`: looks over versions, disk and store; exit code 1 where something is wrong. */
export function doctorCommand(io: CliIo): Command {
  const command = withJson(withData(io, new Command('doctor'))).description('Check store, versions and disk.');
  return command.action(async ({ data, database, json }) => {
    const findings = [...machineFindings(data), ...(await storeFindings({ data, database }))];
    if (json) io.out(`${JSON.stringify(findings)}\n`);
    else io.out(findings.map(({ ok, name, detail }) => `${ok ? 'ok     ' : 'PROBLEM'}  ${name}: ${detail}\n`).join(''));
    const problems = findings.filter(({ ok }) => !ok);
    if (problems.length > 0) throw new CommandError(`${problems.length} of ${findings.length} checks found a problem.`);
  });
}

function machineFindings(data: string): Finding[] {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const node = {
    name: 'node',
    ok: major > 20 || (major === 20 && minor >= 19),
    detail: `${process.versions.node} (20.19 or newer is needed)`,
  };
  if (!existsSync(data)) return [node];
  const { bavail, bsize } = statfsSync(data);
  return [
    node,
    { name: 'disk', ok: bavail * bsize > LOW_DISK_BYTES, detail: `${Math.round((bavail * bsize) / 1024 / 1024)} MB free` },
    privacyOf('folder', data, '700'),
    ...[masterKeyFile(data)].filter(existsSync).map((file) => privacyOf('key', file, '600')),
  ];
}

function privacyOf(name: string, file: string, mode: string): Finding {
  const ok = (statSync(file).mode & 0o077) === 0;
  return { name, ok, detail: ok ? `${file} is its owner's alone` : `others may read ${file}: chmod ${mode} ${file}` };
}

async function storeFindings(flags: StoreFlags): Promise<Finding[]> {
  try {
    return await withStore(flags, async ({ store, clock }) => {
      const damage = await store.engine.check();
      const chunks = await store.findBrokenChunks();
      const users = await store.users.list();
      return [
        {
          name: 'store',
          ok: damage.length === 0,
          detail: damage.length === 0 ? `${await store.engine.version()}, sound` : damage.join('; '),
        },
        {
          name: 'data',
          ok: chunks.length === 0,
          detail: chunks.length === 0 ? 'documents and series can be read' : `cannot be read: ${chunks.join(', ')}`,
        },
        { name: 'users', ok: true, detail: String(users.length) },
        { name: 'clock', ok: true, detail: utcDateTime(clock.now()) },
      ];
    });
  } catch (error) {
    return [{ name: 'store', ok: false, detail: (error as Error).message }];
  }
}
