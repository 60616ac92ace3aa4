import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { eventBody } from './event-body.js';
import { explainSignature } from './explain-signature.js';

const secret = 'SECRET';
const timestamp = '1773576000123';
const event = { eventType: 'create', dataType: 'tag', objectId: 'ä', timeMs: 0, userId: 'u' } as const;
const body = eventBody(event);
const hmac = (text: string, key = secret, algorithm = 'sha256') => createHmac(algorithm, key).update(text).digest();
const upper = (digest: Buffer) => digest.toString('hex').toUpperCase();
const python = (text: string) => text.replaceAll('":"', '": "').replaceAll('","', '", "').replace('ä', '\\u00e4');

test.each<[string, string, (string | RegExp)[] | null]>([
  ['the right one', upper(hmac(timestamp + body)), []],
  ['lower case', hmac(timestamp + body).toString('hex'), [/lower case/]],
  ['base64', hmac(timestamp + body).toString('base64'), [/base64/]],
  ['seconds', upper(hmac(`1773576000${body}`)), [/in seconds/]],
  ['no timestamp', upper(hmac(body)), [/left out/]],
  ['blanks of Python', upper(hmac(timestamp + python(body))), [/json\.dumps/]],
  ['indentation', upper(hmac(timestamp + JSON.stringify(JSON.parse(body), null, 2))), [/two columns/]],
  ['another secret', upper(hmac(timestamp + body, 'OTHER')), [/app 2 instead/]],
  ['the wrong way round', upper(hmac(body + timestamp)), [/wrong way round/]],
  ['a full stop', upper(hmac(`${timestamp}.${body}`)), [/full stop/]],
  ['SHA-1', upper(hmac(timestamp + body, secret, 'sha1')), [/SHA-1/]],
  ['an object as text', upper(hmac(`${timestamp}[object Object]`)), [/is an object/]],
  ['three at once', hmac(`1773576000${python(body)}`).toString('hex'), [/in seconds/, /json\.dumps/, /lower case/]],
  ['something else', 'ABCD', null],
])('%s', (_what, given, mistakes) => {
  const explained = explainSignature({ secret, otherSecrets: [['app 2', 'OTHER']], timestamp, body, given });
  expect(explained).toEqual(mistakes === null ? null : mistakes.map((mistake) => expect.stringMatching(mistake)));
});
