import { fileURLToPath } from 'node:url';
import type { Gateway } from './gateway.js';
import type { RunFolder } from './run-folder.js';

const OPENER = fileURLToPath(new URL('preloads/open-browser.cjs', import.meta.url));

/** `BROWSER`, as Python and `xdg-open` read it: a command that opens Oura's pages at Circlet, in the browser the user has. */
export function browserVariables(
  environment: Record<string, string | undefined>,
  gateway: Gateway,
  folder: RunFolder,
): Record<string, string> {
  const own = environment.BROWSER ?? '';
  const script = `#!/bin/sh\nCIRCLET_PAGES=${quoted(gateway.proxyUrl)} CIRCLET_BROWSER=${quoted(own)} exec ${quoted(process.execPath)} ${quoted(OPENER)} "$@"\n`;
  return { BROWSER: folder.write('open-browser', script, 0o755) };
}

/** A word of a shell. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
