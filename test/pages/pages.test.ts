import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { STYLE_PATH } from '../../src/http/pages/models.js';
import { STYLE } from '../../src/http/pages/style.js';
import { faultsOf, missingBrowser, openBrowser } from './open-browser.js';
import { samplePages } from './sample-pages.js';

const pages = Object.entries(samplePages);

test.each(pages)('%s brings no script, no inline style and nothing from elsewhere', (_name, text) => {
  expect(text).not.toMatch(/<script|\sstyle=|<style|\son\w+=|javascript:|(?:src|srcset)=/i);
  expect([...text.matchAll(/href="([^"]*)"/g)].map(([, address]) => address)).toEqual([STYLE_PATH]);
  expect(STYLE).not.toMatch(/@import|url\(/);
});

test.each(pages)('%s is a whole document with one heading of the first rank', (_name, text) => {
  expect(text).toMatch(/^<!doctype html>\n<html lang="en">/);
  expect(text.match(/<h1>/g)).toHaveLength(1);
  expect(text).toMatch(/<title>[^<]+<\/title>/);
});

test('a browser is there', ({ skip }) => {
  if (missingBrowser) skip(missingBrowser);
});

describe.skipIf(missingBrowser)('in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    let page: Page;
    beforeAll(async () => {
      page = await browser.newPage({ colorScheme });
      await page.route('**/*', (route) => {
        const name = new URL(route.request().url()).pathname;
        if (name === STYLE_PATH) return route.fulfill({ contentType: 'text/css', body: STYLE });
        return route.fulfill({ contentType: 'text/html; charset=utf-8', body: samplePages[name.slice(1)] ?? '' });
      });
    });
    afterAll(() => page.close());

    test.each(pages)('axe finds nothing wrong with %s', async (name) => {
      await page.goto(`http://pages.example/${name}`);
      expect(await faultsOf(page)).toEqual([]);
    });

    test.each(pages)('%s fits a phone of 320 pixels', async (name) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.goto(`http://pages.example/${name}`);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
      expect(await heightsOfControls(page)).toEqual([]);
    });
  });
});

/** Buttons, links and fields that are too low to be hit with a thumb, with their heights in pixels (WCAG 2.2, 2.5.8: 24). */
async function heightsOfControls(page: Page): Promise<unknown[]> {
  return page
    .locator('button, label, input:not([type=hidden], [type=checkbox])')
    .evaluateAll((all) =>
      all
        .map((one) => [one.outerHTML, (one as unknown as { offsetHeight: number }).offsetHeight] as const)
        .filter(([, height]) => height < 24),
    );
}
