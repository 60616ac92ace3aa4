// What settings are written as: each reads one from its text, or throws an Error that says what is wrong with it.

export const asFlag = (text: string) => choose(text, ['true', 'false', '1', '0']) === 'true' || text === '1';

export function asText(text: string): string {
  // An empty host, for one, would listen on every network.
  if (text === '') throw new Error('it is empty');
  return text;
}

/** The address of a PostgreSQL database. */
export function asPostgres(text: string): string {
  // Whatever is wrong with it, it may hold a password.
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text)) throw new Error('it is not like postgres://user@host/name');
  return text;
}

export function asToken(text: string): string {
  if (!/^\S+$/.test(text)) throw new Error('it must be a text without blanks');
  return text;
}

export function asOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`)
    throw new Error(`“${text}” is not like https://rings.example.com`);
  return url.origin;
}

export function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`“${text}” is not a whole number`);
  return Number(text);
}

export function asSeconds(text: string): number[] {
  if (!/^\d{1,9}(,\d{1,9})*$/.test(text)) throw new Error(`“${text}” is not like 10,30,60`);
  return text.split(',').map((one) => within(Number(one), 1, 86_400));
}

const unitSeconds: Record<string, number> = { s: 1, min: 60, h: 3600, d: 86_400 };
const SLOWEST_PACE = 0.001;
/** A year in half a minute. */
const FASTEST_PACE = 1_000_000;

/** `1d/10s` as 8640. */
export function asPace(text: string): number {
  const parts = /^(\d+(?:\.\d+)?)(s|min|h|d)\/(\d+(?:\.\d+)?)(s|min|h|d)$/.exec(text);
  if (!parts) throw new Error(`“${text}” is not written like 1d/10s`);
  const [, passing = '', passingUnit = '', taken = '', takenUnit = ''] = parts;
  const pace = (Number(passing) * (unitSeconds[passingUnit] as number)) / (Number(taken) * (unitSeconds[takenUnit] as number));
  if (!(pace >= SLOWEST_PACE && pace <= FASTEST_PACE)) throw new Error(`“${text}” is not from 86s/1d to a year in half a minute`);
  return pace;
}

export function within(value: number, least: number, most: number): number {
  if (value < least || value > most) throw new Error(`${value} is not from ${least} to ${most}`);
  return value;
}

export function choose<Word extends string>(text: string, words: readonly Word[]): Word {
  if (!words.includes(text as Word)) throw new Error(`“${text}” is none of ${words.join(', ')}`);
  return text as Word;
}

/** `127.0.0.1:9464` or `[::1]:9464`. */
export function asAddress(text: string): { host: string; port: number } {
  const { bracketed, plain, port } = /^(?:\[(?<bracketed>[^\]]+)\]|(?<plain>[^:/[\]]+)):(?<port>\d+)$/.exec(text)?.groups ?? {};
  const host = bracketed ?? plain;
  if (host === undefined || Number(port) > 65_535) throw new Error(`“${text}” is not an address and a port, like 127.0.0.1:9464`);
  return { host, port: Number(port) };
}
