import { expect } from 'vitest';
import { answerOf } from './answers.js';
import type { Row } from './sample-documents.js';

/** How a list is walked. */
export interface WalkOptions {
  /** Whether the parameters of the first page are sent with every cursor, too. */
  repeatParameters?: boolean;
  /** Done after each page, before the next one is asked for. */
  between?: (page: number) => Promise<void>;
}

/** Follows the cursors of a list (`path` with its query) to the end; tells all rows and the sizes of the pages. */
export async function walkPages(
  get: (path: string) => Promise<Response>,
  path: string,
  { repeatParameters = false, between }: WalkOptions = {},
): Promise<{ rows: Row[]; sizes: number[] }> {
  const [list, query] = path.split('?');
  const rows: Row[] = [];
  const sizes: number[] = [];
  const tokens = new Set<string>();
  let next = path;
  while (true) {
    const { status, body } = await answerOf(get(next));
    if (status !== 200) throw new Error(`${next} was answered ${status} ${JSON.stringify(body)}`);
    const { data, next_token: token, ...rest } = body as { data: Row[]; next_token: string | null };
    rows.push(...data);
    sizes.push(data.length);
    if (Object.keys(rest).length > 0 || token === undefined) throw new Error(`${next}: its keys are ${Object.keys(body as object)}`);
    if (token === null) return { rows, sizes };
    // Cursors need no escaping, they are not repeated, and no page before the last one is empty.
    expect(token).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(tokens).not.toContain(token);
    expect(data).not.toHaveLength(0);
    tokens.add(token);
    await between?.(sizes.length);
    next = `${list}?${repeatParameters && query ? `${query}&` : ''}next_token=${token}`;
  }
}
