import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const CACHE = path.join(import.meta.dirname, '../.peers');

/**
 * Puts a package into a folder of its own, from the registry, without running scripts of packages; what is there already stays. Returns
 * the address of the file `entry` in it, or in words why it could not be got.
 */
export function installPeer(name: string, version: string, entry: string): URL | string {
  const folder = path.join(CACHE, name.replaceAll('/', '-'));
  const done = path.join(folder, 'installed.json');
  const wanted = JSON.stringify({ name: 'peer', private: true, dependencies: { [name]: version } });
  if (!existsSync(done) || readFileSync(done, 'utf8') !== wanted) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'package.json'), wanted);
    const words = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--omit=dev', '--loglevel=error'];
    const { status, stderr } = spawnSync('npm', words, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) return stderr.split('\n').find((line) => line.includes('error')) ?? stderr.slice(0, 300);
    writeFileSync(done, wanted);
  }
  return new URL(`file://${path.join(folder, 'node_modules', name, entry)}`);
}
