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
