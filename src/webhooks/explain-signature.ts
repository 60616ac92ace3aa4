import { createHash, createHmac } from 'node:crypto';

/** What is known of a request whose signature does not match. */
export interface SignatureCase {
  secret: string;
  /** Whose secrets could have been mistaken for it: names and secrets. */
  otherSecrets: [name: string, secret: string][];
  /** `x-oura-timestamp` as sent. */
  timestamp: string;
  /** The body as sent. */
  body: string;
  /** What the receiver computed, or got. */
  given: string;
}

/** A way to do one step: what to say of it, empty for the right one, and its result. */
type Way<T> = [mistake: string, result: T];

/** Which mistakes give this signature: none (the signature is right), some, or null where no known ones do. The fewest are told. */
export function explainSignature({ secret, otherSecrets, timestamp, body, given }: SignatureCase): string[] | null {
  let best: string[] | null = null;
  for (const [ofSecret, key] of [['', secret] as Way<string>, ...secretWays(secret, otherSecrets)]) {
    for (const [ofTimestamp, stamp] of timestampWays(timestamp)) {
      for (const [ofBody, text] of bodyWays(body)) {
        for (const [ofOrder, message] of orderWays(stamp, text)) {
          for (const [ofHash, digest] of hashWays(key, message)) {
            const ofSpelling = spellingOf(digest, given.trim());
            if (ofSpelling === null) continue;
            const mistakes = [ofSecret, ofTimestamp, ofBody, ofOrder, ofHash, ofSpelling].filter((mistake) => mistake !== '');
            if (best === null || mistakes.length < best.length) best = mistakes;
          }
        }
      }
    }
  }
  return best;
}

function secretWays(secret: string, others: SignatureCase['otherSecrets']): Way<string>[] {
  return [
    ...others.map(([name, other]): Way<string> => [`The key is ${name} instead of this app's client secret.`, other]),
    ['The key has a line break at its end.', `${secret}\n`],
    ['The key was turned into lower case.', secret.toLowerCase()],
    ['The key is empty: was the secret read from a variable that is not set?', ''],
  ];
}

function timestampWays(timestamp: string): Way<string>[] {
  const seconds = Math.floor(Number(timestamp) / 1000);
  return [
    ['', timestamp],
    ['The timestamp is in seconds; it must be as sent, in milliseconds.', String(seconds)],
    ['The timestamp is left out; the text is timestamp, then body.', ''],
    ['The timestamp is undefined: is the header read as x-oura-timestamp?', 'undefined'],
  ];
}

function bodyWays(body: string): Way<string>[] {
  const ways: Way<string>[] = [['', body]];
  try {
    const value = JSON.parse(body) as Record<string, unknown>;
    const sorted = Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
    const again = 'The body was parsed and written again';
    ways.push(
      [`${again}, with blanks after commas and colons (json.dumps of Python does so); take the raw body.`, spaced(value)],
      [`${again}, with blanks, line breaks and two columns of indentation; take the raw body.`, JSON.stringify(value, null, 2)],
      [`${again}, with blanks, line breaks and four columns of indentation; take the raw body.`, JSON.stringify(value, null, 4)],
      [`${again}, with its keys in the order of the alphabet; take the raw body.`, JSON.stringify(sorted)],
      [`${again}, with blanks and its keys in the order of the alphabet; take the raw body.`, spaced(sorted)],
      [`${again} as a text within a text; take the raw body.`, JSON.stringify(body)],
      ['The body is an object that was joined to a text; take the raw body.', '[object Object]'],
    );
  } catch {
    // No JSON: only what can be done to any text.
  }
  ways.push(['The body has a line break at its end.', `${body}\n`], ['The body is empty: had it been read before?', '']);
  return ways;
}

const orderWays = (stamp: string, body: string): Way<string>[] => [
  ['', stamp + body],
  ['Timestamp and body are the wrong way round.', body + stamp],
  ['Timestamp and body are joined by a full stop; nothing stands between them.', `${stamp}.${body}`],
];

function hashWays(key: string, message: string): Way<Buffer>[] {
  const hmac = (algorithm: string) => createHmac(algorithm, key).update(message).digest();
  return [
    ['', hmac('sha256')],
    ['The hash is SHA-1 instead of SHA-256.', hmac('sha1')],
    ['The hash is SHA-512 instead of SHA-256.', hmac('sha512')],
    [
      'It is a plain SHA-256 of key and text; it must be an HMAC.',
      createHash('sha256')
        .update(key + message)
        .digest(),
    ],
  ];
}

/** How `given` writes the digest, empty where it is right; null where it is another one. */
function spellingOf(digest: Buffer, given: string): string | null {
  const hex = digest.toString('hex');
  if (given === hex.toUpperCase()) return '';
  if (given.toLowerCase() === hex) return 'It is written in lower case; it must be upper-case hex.';
  if (given.replace(/^sha256=/i, '').toLowerCase() === hex) return 'It has sha256= in front.';
  if (given === digest.toString('base64') || given === digest.toString('base64url'))
    return 'It is written in base64; it must be upper-case hex.';
  return null;
}

/** JSON as Python writes it. */
function spaced(value: Record<string, unknown>): string {
  const ascii = (text: string) => text.replace(/[\u007f-\uffff]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return ascii(
    `{${Object.entries(value)
      .map(([key, one]) => `${JSON.stringify(key)}: ${JSON.stringify(one)}`)
      .join(', ')}}`,
  );
}
