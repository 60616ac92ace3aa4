import { expect, test } from 'vitest';
import { userProxy } from './upstream-proxy.js';

const PROXY = 'http://proxy.example:3128';

test.each([
  ['nothing is set', {}, null],
  ['upper case', { HTTPS_PROXY: PROXY }, `${PROXY}/`],
  ['lower case goes first', { https_proxy: PROXY, HTTPS_PROXY: 'http://other.example' }, `${PROXY}/`],
  ['without a scheme', { https_proxy: 'proxy.example:3128' }, `${PROXY}/`],
  ['the one of http does not count', { http_proxy: PROXY }, null],
  ['the one of all does', { ALL_PROXY: PROXY }, `${PROXY}/`],
  ['one that speaks no HTTP', { ALL_PROXY: 'socks5://proxy.example' }, null],
  ['NO_PROXY names the host', { https_proxy: PROXY, NO_PROXY: 'a.example, www.site.example' }, null],
  ['NO_PROXY names what is above it', { https_proxy: PROXY, no_proxy: 'site.example' }, null],
  ['with a dot', { https_proxy: PROXY, no_proxy: '.SITE.example' }, null],
  ['with a port', { https_proxy: PROXY, no_proxy: 'site.example:443' }, null],
  ['with another port', { https_proxy: PROXY, no_proxy: 'site.example:444' }, `${PROXY}/`],
  ['everything', { https_proxy: PROXY, no_proxy: '*' }, null],
  ['a name that only ends alike', { https_proxy: PROXY, no_proxy: 'ite.example' }, `${PROXY}/`],
])('the proxy of www.site.example where %s', (_what, environment: Record<string, string>, expected) => {
  expect(userProxy(environment, 'https', 'www.site.example', 443)?.href ?? null).toBe(expected);
});
