import { existsSync } from 'node:fs';
import axe, { type AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

const EXECUTABLE = '/usr/bin/chromium';

/** Why tests with a browser are skipped; null where they run. */
export const missingBrowser = existsSync(EXECUTABLE) ? null : `there is no ${EXECUTABLE}: apt-get install chromium`;

/** Starts Debian's Chromium without a window. */
export function openBrowser(args: string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: EXECUTABLE, args: ['--no-sandbox', ...args] });
}

/** Everything that axe finds wrong with the page that is open, one line each. */
export async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate('axe.run(document)')) as AxeResults;
  return violations.flatMap(({ id, impact, help, nodes }) => nodes.map((node) => `${id} (${impact}): ${help}: ${node.html}`));
}

/** Role and name of what has the focus, as a screen reader gets them: `button "Allow"`; `body` where nothing has it. */
export async function focused(page: Page): Promise<string> {
  if (await page.evaluate('document.activeElement === document.body')) return 'body';
  const snapshot = await page.locator(':focus').ariaSnapshot();
  return snapshot.replace(/^- /, '').trim();
}
