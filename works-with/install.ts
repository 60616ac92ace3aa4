import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { NpmClient } from './clients.js';

const DRIVERS = path.join(import.meta.dirname, 'drivers');

/** Why a client could not be got. */
export class NotInstalled extends Error {}

/**
 * Puts a client into a folder of its own below `cache`, from the registry, at its version, without running scripts of packages. What
 * is there already stays. Returns the folder; throws NotInstalled.
 */
export function install(client: NpmClient, cache: string): string {
  const { name, version, beside = {}, unpacked = {}, standIns } = client;
  const folder = path.join(cache, name.replaceAll('/', '-'));
  const dependencies = { ...(name in unpacked ? {} : { [name]: version }), ...beside };
  const wanted = JSON.stringify({ name: 'works-with', private: true, dependencies, unpacked }, null, 2);
  const done = path.join(folder, 'installed.json');
  mkdirSync(folder, { recursive: true });
  if (textOf(done) !== wanted) {
    writeFileSync(path.join(folder, 'package.json'), wanted);
    npm(folder, 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--omit=optional', '--omit=dev', '--loglevel=error');
    for (const [packageName, packageVersion] of Object.entries(unpacked)) unpack(folder, packageName, packageVersion);
    writeFileSync(done, wanted);
  }
  for (const standIn of standIns?.names ?? []) {
    const place = path.join(folder, 'node_modules', standIn);
    mkdirSync(place, { recursive: true });
    copyFileSync(path.join(DRIVERS, standIns?.file as string), path.join(place, 'index.cjs'));
    writeFileSync(path.join(place, 'package.json'), JSON.stringify({ name: standIn, version: '0.0.0', main: 'index.cjs' }));
  }
  copyFileSync(path.join(DRIVERS, client.driver), path.join(folder, client.driver));
  return folder;
}

function unpack(folder: string, name: string, version: string): void {
  const archive = npm(folder, 'pack', '--silent', '--ignore-scripts', `${name}@${version}`).trim().split('\n').at(-1) as string;
  const place = path.join(folder, 'node_modules', name);
  mkdirSync(place, { recursive: true });
  const { status, stderr } = spawnSync('tar', ['xzf', archive, '-C', place, '--strip-components=1'], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new NotInstalled(`${archive} cannot be unpacked: ${stderr}`);
}

function npm(folder: string, ...words: string[]): string {
  const { status, stdout, stderr } = spawnSync('npm', words, { cwd: folder, encoding: 'utf8' });
  if (status === 0) return stdout;
  const lines = stderr.split('\n').filter((line) => line.includes('error'));
  throw new NotInstalled(`npm ${words[0]}: ${lines.slice(0, 3).join(' ') || stderr.slice(0, 300)}`);
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
