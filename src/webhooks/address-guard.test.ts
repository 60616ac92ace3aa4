import { describe, expect, test } from 'vitest';
import { addressProblem, targetProblem } from './address-guard.js';

/** Hosts in every notation by which they can be written into a URL. */
const LOOPBACK = [
  ...['127.0.0.1', '127.1', '127.0.1', '127.255.255.254', '2130706433', '017700000001', '0x7f000001', '0x7f.0.0.1', '0177.0.0.1'],
  ...[
    '127.0.0.1.',
    '%31%32%37.0.0.1',
    '①②⑦.⓪.⓪.①',
    '127。0。0。1',
    '0X7F.1',
    '１２７.０.０.１',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[0:0:0:0:0:ffff:7f00:0001]',
  ],
];
const PRIVATE = [
  ...['10.0.0.1', '10.255.255.255', '0xa.1', '167772161', '012.0.0.1', '172.16.0.1', '172.31.255.255', '0254.020.0.1', '192.168.0.1'],
  ...[
    '192.168.255.255',
    '10.1.',
    '192.168.257',
    '１０.０.０.１',
    '3232235521',
    '0xc0a80001',
    '100.64.0.1',
    '100.127.255.255',
    '[fc00::1]',
    '[fd12:3456::1]',
    '[fec0::1]',
    '[::ffff:10.0.0.1]',
    '[::ffff:c0a8:1]',
  ],
];
const NEVER = [
  ...[
    '169.254.169.254',
    '169.254.0.1',
    '2852039166',
    '0xa9fea9fe',
    '0251.0376.0251.0376',
    '[::ffff:169.254.169.254]',
    '[::ffff:a9fe:a9fe]',
    '[fe80::1]',
    '[febf::1]',
  ],
  ...[
    '168.63.129.16',
    '100.100.100.200',
    '192.0.0.192',
    '[fd00:ec2::254]',
    '0.0.0.0',
    '0',
    '0.1.2.3',
    '[::]',
    '[::127.0.0.1]',
    '[::7f00:1]',
    '[64:ff9b::7f00:1]',
  ],
  ...[
    '[64:ff9b::169.254.169.254]',
    '[64:ff9b::10.0.0.1]',
    '[2002:a00:1::]',
    '[2002:c0a8:101::1]',
    '[fe80::1%25eth0]',
    '[::1%25lo]',
    '①⑥⑨.②⑤④.①⑥⑨.②⑤④',
    '[64:ff9b:1::a00:1]',
    '[2002:7f00:1::]',
    '[2002:a9fe:a9fe::1]',
    '[2001::1]',
    '[2001:db8::1]',
    '[100::1]',
    '[ff02::1]',
    '[3fff::1]',
  ],
  ...[
    '192.0.2.1',
    '198.51.100.1',
    '203.0.113.1',
    '198.18.0.1',
    '192.88.99.1',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
    '[::ffff:0.0.0.0]',
  ],
];
const PUBLIC = [
  ...[
    '1.1.1.1',
    '8.8.8.8',
    '134744072',
    '9.255.255.255',
    '11.0.0.1',
    '126.255.255.255',
    '128.0.0.1',
    '172.15.255.255',
    '172.32.0.1',
    '192.167.255.255',
  ],
  ...['100.63.255.255', '100.128.0.1', '169.253.255.255', '223.255.255.255', '[2606:4700::1111]', '[2a00:1450::1]', '[::ffff:8.8.8.8]'],
];
const problemOf = (host: string, policy: 'public' | 'development') => targetProblem(`http://${host}:8080/events`, policy);

describe('targets', () => {
  test('are many', () => {
    const refused = new Set([...LOOPBACK, ...PRIVATE, ...NEVER]).size;
    expect([refused >= 60, new Set(PUBLIC).size >= 10]).toEqual([true, true]);
  });
  test.each(LOOPBACK)('%s is refused to the public and allowed in development', (host) => {
    expect([problemOf(host, 'public'), problemOf(host, 'development')]).toEqual([expect.stringContaining('loopback'), null]);
  });
  test.each(PRIVATE)('%s is refused to the public and allowed in development', (host) => {
    expect([problemOf(host, 'public'), problemOf(host, 'development')]).toEqual([expect.stringContaining('private'), null]);
  });
  test.each(NEVER)('%s is refused everywhere', (host) => {
    for (const policy of ['public', 'development'] as const) expect(problemOf(host, policy)).not.toBeNull();
  });
  test.each(PUBLIC)('%s is allowed', (host) => expect(problemOf(host, 'public')).toBeNull());

  test.each([
    'ftp://1.1.1.1/',
    'file:///etc/passwd',
    'gopher://1.1.1.1',
    'javascript:1',
    'http://u@1.1.1.1/',
    'http://u:p@1.1.1.1/',
    'x',
    'http://1.1.1.1/#x',
  ])('%s is refused', (url) => expect(targetProblem(url, 'public')).not.toBeNull());
});

test('what a name resolves to may have a zone, and must be an address', () => {
  expect(addressProblem('fe80::1%eth0', 'development')).toContain('link-local');
  expect(addressProblem('::1%lo', 'public')).toContain('loopback');
  expect(addressProblem('', 'development')).not.toBeNull();
  expect(addressProblem('localhost', 'development')).not.toBeNull();
});
