import fc from 'fast-check';
import { expect, test } from 'vitest';
import { consentPage } from './consent-page.js';
import { escapeText, html, nameOf } from './html.js';
import { signInPage } from './sign-in-page.js';

test('what a page is given stays text', () => {
  const evil = `"><script>alert('1')</script>&amp;`;
  expect(html`<a title="${evil}">${evil}</a>`.text).toBe(
    '<a title="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;">' +
      '&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;</a>',
  );
});

test('what html made is not escaped twice, and lists and gaps are allowed', () => {
  expect(html`${[html`<b>${1}</b>`, '<', null, false]}${nameOf('a & b')}`.text).toBe('<b>1</b>&lt;<bdi>a &amp; b</bdi>');
});

test('no text adds a tag or ends an attribute of a page', () => {
  const marks = (text: string) => text.replace(/[^<>"']/g, '');
  const consentWith = (text: string) => {
    const form = { action: text, hidden: [{ name: text, value: text }] };
    const scopes = [{ name: text, label: text, isTicked: true }];
    return consentPage({ appName: text, redirectHost: text, user: { id: text, label: text }, form, scopes, signOut: form });
  };
  const signInWith = (text: string) =>
    signInPage({
      appName: text,
      form: { action: text, hidden: [] },
      choice: { mode: 'picker', users: [{ id: text, label: text }], isShortened: true },
      error: text,
    });
  const pieces = fc.constantFrom('<', '>', '"', "'", '&', '</title>', '<!--', ']]>', '\u202e', '\0', 'x');
  fc.assert(
    fc.property(
      fc.array(pieces).map((list) => list.join('')),
      (text) => {
        expect(marks(escapeText(text))).toBe('');
        expect(marks(consentWith(text))).toBe(marks(consentWith('x')));
        expect(marks(signInWith(text))).toBe(marks(signInWith('x')));
      },
    ),
  );
});
