import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

type Variables = Record<string, string | undefined>;

/** The proxy that the user's own environment names for a host, or null: `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`. */
export function userProxy(environment: Variables, scheme: 'http' | 'https', host: string, port: number): URL | null {
  const read = (name: string) => environment[name] || environment[name.toUpperCase()] || '';
  const text = read(`${scheme}_proxy`) || read('all_proxy');
  if (text === '' || isExcluded(read('no_proxy'), host, port)) return null;
  const address = text.includes('://') ? text : `http://${text}`;
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol) ? new URL(address) : null;
}

/** The words of `NO_PROXY` as curl reads them: a name stands for itself and what is below it, `*` for everything. */
function isExcluded(list: string, host: string, port: number): boolean {
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
    .some((word) => {
      const [, name = '', onlyPort] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(word) ?? [];
      if (word === '*') return true;
      return (onlyPort === undefined || Number(onlyPort) === port) && (host === name || host.endsWith(`.${name}`));
    });
}

/** Opens a way to a host and port, through `proxy` where there is one. Rejects with the system's error, or with what the proxy said. */
export function openTunnel(host: string, port: number, proxy: URL | null): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    if (proxy === null) {
      const socket = connect({ host, port, noDelay: true });
      socket.once('connect', () => resolve(socket)).once('error', reject);
      return;
    }
    const send = proxy.protocol === 'https:' ? tlsRequest : plainRequest;
    const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
    const asking = send({
      ...proxyAddress(proxy),
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...proxyHeaders(proxy) },
    });
    asking.once('connect', (response, socket, head) => {
      if (head.length > 0) socket.unshift(head);
      if (response.statusCode === 200) resolve(socket);
      else reject(new Error(`the proxy ${proxy.host} answers ${response.statusCode} for ${authority}`));
    });
    asking.once('error', reject);
    asking.end();
  });
}

/** Host and port of a proxy as `http.request` takes them. */
export const proxyAddress = ({ hostname, port, protocol }: URL) => ({
  host: hostname.replace(/^\[|\]$/g, ''),
  port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
  agent: false as const,
});

/** Headers that a proxy with a user name and password wants. */
export function proxyHeaders({ username, password }: URL): Record<string, string> {
  if (username === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}
