import { BlockList, isIP } from 'node:net';

/** What a range of addresses is. */
type Kind = 'loopback' | 'private' | 'metadata' | 'link-local' | 'reserved';

/** Addresses that are not part of the public internet, the narrower ranges before the wider ones. IANA's special-purpose registries. */
const RANGES: readonly [network: string, bits: number, kind: Kind][] = [
  ['127.0.0.0', 8, 'loopback'],
  ['::1', 128, 'loopback'],
  // Where clouds tell a machine its secrets: AWS and others, Azure, Alibaba, Oracle, AWS by IPv6.
  ['169.254.169.254', 32, 'metadata'],
  ['168.63.129.16', 32, 'metadata'],
  ['100.100.100.200', 32, 'metadata'],
  ['192.0.0.192', 32, 'metadata'],
  ['fd00:ec2::254', 128, 'metadata'],
  ['169.254.0.0', 16, 'link-local'],
  ['fe80::', 10, 'link-local'],
  ['10.0.0.0', 8, 'private'],
  ['172.16.0.0', 12, 'private'],
  ['192.168.0.0', 16, 'private'],
  ['100.64.0.0', 10, 'private'],
  ['fc00::', 7, 'private'],
  ['fec0::', 10, 'private'],
  ['0.0.0.0', 8, 'reserved'],
  ['192.0.0.0', 24, 'reserved'],
  ['192.0.2.0', 24, 'reserved'],
  ['192.88.99.0', 24, 'reserved'],
  ['198.18.0.0', 15, 'reserved'],
  ['198.51.100.0', 24, 'reserved'],
  ['203.0.113.0', 24, 'reserved'],
  ['224.0.0.0', 4, 'reserved'],
  ['240.0.0.0', 4, 'reserved'],
  // Without IPv4 in the last 32 bits these are nobody's, with it they may lead to any address above.
  ['::', 96, 'reserved'],
  ['64:ff9b::', 96, 'reserved'],
  ['64:ff9b:1::', 48, 'reserved'],
  ['2002::', 16, 'reserved'],
  ['2001::', 23, 'reserved'],
  ['100::', 64, 'reserved'],
  ['2001:db8::', 32, 'reserved'],
  ['3fff::', 20, 'reserved'],
  ['5f00::', 16, 'reserved'],
  ['ff00::', 8, 'reserved'],
];

/** `public`: only the public internet; `development`: this machine and its network as well. */
export type TargetPolicy = 'public' | 'development';

const ALLOWED: Readonly<Record<TargetPolicy, readonly Kind[]>> = { public: [], development: ['loopback', 'private'] };

const lists = RANGES.map(([network, bits, kind]) => {
  const list = new BlockList();
  list.addSubnet(network, bits, network.includes(':') ? 'ipv6' : 'ipv4');
  return { list, kind, isIpv6: network.includes(':') };
});

/** A target that nothing is sent to; the message is for the app. */
export class RefusedTargetError extends Error {
  override name = 'RefusedTargetError';
}

/** Why nothing may be sent to an IP address, or null. */
export function addressProblem(address: string, policy: TargetPolicy): string | null {
  const plain = unmapped(address);
  const family = isIP(plain);
  if (family === 0) return `${address} is not an address`;
  const found = lists.find(({ list, isIpv6 }) => isIpv6 === (family === 6) && list.check(plain, family === 6 ? 'ipv6' : 'ipv4'));
  return found && !ALLOWED[policy].includes(found.kind) ? `${address} is a ${found.kind} address` : null;
}

/** Why nothing may be sent to a URL, as far as the URL itself tells, or null. What its name resolves to is looked at when connecting. */
export function targetProblem(url: string, policy: TargetPolicy): string | null {
  if (!URL.canParse(url)) return 'it is not a URL';
  const { protocol, username, password, hostname, hash } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return 'it must begin with http:// or https://';
  if (username !== '' || password !== '') return 'it has a user name or password';
  if (hash !== '') return 'it has a fragment';
  // The URL parser has turned decimal, octal, hexadecimal and shortened notations into four numbers by now.
  const host = hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 ? null : addressProblem(host, policy);
}

/** `127.0.0.1` for `::ffff:127.0.0.1` and `::ffff:7f00:1`; a zone (`fe80::1%eth0`) is cut off. */
function unmapped(address: string): string {
  const bare = address.replace(/%.*$/, '');
  if (isIP(bare) !== 6) return bare;
  // The URL parser writes IPv6 addresses in one form.
  const canonical = new URL(`http://[${bare}]`).hostname.slice(1, -1);
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical) ?? [];
  if (high === undefined || low === undefined) return canonical;
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [a >> 8, a & 255, b >> 8, b & 255].join('.');
}
