import { spawn } from 'node:child_process';
import { platform } from 'node:os';

/** Shows an address in the owner's browser, where there is one; it was printed anyway. */
export function openBrowser(url: string): void {
  const child = spawn(platform() === 'darwin' ? 'open' : 'xdg-open', [url], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
