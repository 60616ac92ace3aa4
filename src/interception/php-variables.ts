import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { certificatesIn, systemRoots } from './root-certificates.js';
import type { RunFolder } from './run-folder.js';

/** What a PHP that hangs may cost a run, in ms. */
const TIMEOUT_MS = 5000;
const SETTINGS = ['curl.cainfo', 'openssl.cafile'];

/** PHP takes trusted certificates from its settings only, so it is asked for them, and given one more folder of settings; without PHP nothing. */
export function phpVariables(
  environment: Record<string, string | undefined>,
  certificate: string,
  folder: RunFolder,
): Record<string, string> {
  const code = `echo json_encode(array_map('ini_get', ${JSON.stringify(SETTINGS)}));`;
  const { stdout, status } = spawnSync('php', ['-r', code], { env: environment, encoding: 'utf8', timeout: TIMEOUT_MS });
  if (status !== 0) return {};
  const before = JSON.parse(stdout) as (string | false)[];
  const lines = SETTINGS.map((name, i) => {
    const roots = before[i] && existsSync(before[i]) ? certificatesIn(before[i]) : systemRoots();
    return `${name}="${folder.write(`php/${name}.pem`, `${roots}\n${certificate}`)}"\n`;
  });
  folder.write('php/circlet.ini', lines.join(''));
  // An empty word stands for the folder that PHP was built with.
  return { PHP_INI_SCAN_DIR: `${environment.PHP_INI_SCAN_DIR ?? ''}:${folder.folder}/php` };
}
