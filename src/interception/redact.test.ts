import { expect, test } from 'vitest';
import { redactHeader, redactText } from './redact.js';

test.each([
  ['Authorization', 'Bearer sesame', 'Bearer redacted'],
  ['authorization', 'sesame', 'redacted'],
  ['Cookie', 'a=sesame', 'redacted'],
  ['X-Client-Secret', 'sesame', 'redacted'],
  ['Location', 'http://localhost/cb?code=sesame&state=s', 'http://localhost/cb?code=redacted&state=s'],
  ['Accept', 'application/json', 'application/json'],
])('of the header %s: %s', (name, value, expected) => {
  expect(redactHeader(name, value)).toBe(expected);
});

test.each([
  ['an address', 'https://a/b?x=1&access_token=sesame#c', 'https://a/b?x=1&access_token=redacted#c'],
  ['a cursor stays', 'https://a/b?next_token=kept', 'https://a/b?next_token=kept'],
  ['a form', 'refresh_token=sesame&client_secret=sesame&grant_type=x', 'refresh_token=redacted&client_secret=redacted&grant_type=x'],
  ['JSON', '{"access_token": "sesame","expires_in":1}', '{"access_token": "redacted","expires_in":1}'],
  ['cut JSON', '{"a":1,"refresh_token":"sesa', '{"a":1,"refresh_token":"redacted"'],
])('of %s', (_what, text, expected) => {
  expect(redactText(text)).toBe(expected);
});
