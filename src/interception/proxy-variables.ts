import { isOuraHost, OURA_HOSTS } from './oura-hosts.js';

type Variables = Record<string, string | undefined>;

const PROXY_NAMES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];
const EXCLUSION_NAMES = ['NO_PROXY', 'no_proxy'];

/** The variables by which programs find a proxy; what the user kept away from proxies stays away, but for Oura's hosts. */
export function proxyVariables(environment: Variables, proxyUrl: string): Record<string, string> {
  const proxies = PROXY_NAMES.map((name) => [name, proxyUrl]);
  const exclusions = EXCLUSION_NAMES.filter((name) => environment[name]).map((name) => [name, withoutOura(environment[name] as string)]);
  return Object.fromEntries([...proxies, ...exclusions]);
}

/** The same variables in programs whose connections to Oura's hosts are led here in another way: as the user has them, but never for Oura. */
export function ownProxyVariables(environment: Variables): Record<string, string | null> {
  const hasProxy = [...PROXY_NAMES, 'ALL_PROXY', 'all_proxy'].some((name) => environment[name]);
  const proxies = PROXY_NAMES.map((name) => [name, environment[name] ?? null]);
  const exclusions = EXCLUSION_NAMES.map((name) => {
    const own = environment[name] ?? environment[otherCase(name)];
    return [name, hasProxy ? [...(own ? [own] : []), ...OURA_HOSTS].join(',') : (environment[name] ?? null)];
  });
  return Object.fromEntries([...proxies, ...exclusions]);
}

const otherCase = (name: string) => (name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase());

/** `NO_PROXY` without the words that cover Oura's hosts. */
function withoutOura(list: string): string {
  const covers = (word: string) => {
    const name = word.replace(/^\*?\.?/, '').replace(/:\d+$/, '');
    return name === '' || isOuraHost(name) || OURA_HOSTS.some((host) => host.endsWith(`.${name.toLowerCase()}`));
  };
  return list
    .split(/[\s,]+/)
    .filter((word) => word !== '' && !covers(word))
    .join(',');
}
