import { type IncomingMessage, request as plainRequest, type ServerResponse } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { type Duplex, pipeline } from 'node:stream';
import { answerHeaders, endToEnd, type Forward, refuse } from './forward.js';
import { isOuraHost } from './oura-hosts.js';
import { openTunnel, proxyAddress, proxyHeaders, userProxy } from './upstream-proxy.js';

export interface ProxyOptions {
  /** The user's own environment, for the proxy that other hosts may need. */
  environment: Record<string, string | undefined>;
  /** Takes requests for Oura's hosts. */
  forward: Forward;
  /** Takes connections on which TLS for Oura's hosts begins. */
  acceptTls(socket: Duplex): void;
}

/** What a proxy does with `CONNECT host:port`: Oura's hosts end here, everything else is a tunnel, byte for byte. */
export function createConnect({ environment, acceptTls }: ProxyOptions) {
  return async (asked: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const target = readAuthority(asked.url ?? '');
    socket.on('error', () => socket.destroy());
    if (target === null) return void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    const { host, port } = target;
    const established = () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      if (head.length > 0) socket.unshift(head);
    };
    if (isOuraHost(host) && port === 443) {
      established();
      return acceptTls(socket);
    }
    try {
      const far = await openTunnel(host, port, userProxy(environment, 'https', host, port));
      established();
      pipeline(socket, far, () => {});
      pipeline(far, socket, () => {});
    } catch (error) {
      socket.end(
        `HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/plain\r\nconnection: close\r\n\r\n${host}:${port}: ${(error as Error).message}\n`,
      );
    }
  };
}

/** What a proxy does with `GET http://host/path`. Requests that name no host are for Circlet: browsers find it by our own address. */
export function createProxyRequests({ environment, forward }: ProxyOptions) {
  return (asked: IncomingMessage, answered: ServerResponse): void => {
    const address = /^https?:\/\//i.test(asked.url ?? '') && URL.canParse(asked.url as string) ? new URL(asked.url as string) : null;
    if (address !== null && !isOuraHost(address.hostname)) {
      passOn(asked, answered, address, environment);
    } else {
      if (address !== null) asked.url = address.pathname + address.search;
      forward(asked, answered);
    }
  };
}

function passOn(asked: IncomingMessage, answered: ServerResponse, address: URL, environment: ProxyOptions['environment']): void {
  const isTls = address.protocol === 'https:';
  const host = address.hostname.replace(/^\[|\]$/g, '');
  const port = Number(address.port) || (isTls ? 443 : 80);
  const proxy = isTls ? null : userProxy(environment, 'http', host, port);
  const way = proxy === null ? { host, port, path: address.pathname + address.search } : { ...proxyAddress(proxy), path: address.href };
  const send = isTls || proxy?.protocol === 'https:' ? tlsRequest : plainRequest;
  const extra = proxy === null ? [] : Object.entries(proxyHeaders(proxy)).flat();
  const onward = send({ ...way, method: asked.method ?? 'GET', setHost: false, headers: [...endToEnd(asked.rawHeaders), ...extra] });
  onward.on('response', (response) => {
    answered.writeHead(response.statusCode as number, response.statusMessage, answerHeaders(response));
    pipeline(response, answered, () => {});
  });
  onward.on('error', (error) => refuse(answered, `${address.host}: ${error.message}`));
  pipeline(asked, onward, () => {});
}

/** `host:port`, where an IPv6 address stands in brackets. RFC 9110 §9.3.6. */
function readAuthority(text: string): { host: string; port: number } | null {
  const [, six, name, port] = /^(?:\[([0-9a-f:.]+)\]|([^:[\]/]+)):(\d{1,5})$/i.exec(text) ?? [];
  const host = six ?? name;
  return host === undefined || Number(port) > 65_535 ? null : { host: host.toLowerCase(), port: Number(port) };
}
