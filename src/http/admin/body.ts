import type { Context } from 'hono';
import type { z } from 'zod';
import { issuesOf } from '../../collections/read-document.js';
import { ApiError, badBody } from '../errors.js';

/** The JSON of a request body. Throws 422 where it is none. */
export async function readJson(context: Context): Promise<unknown> {
  const text = await context.req.text();
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ApiError(422, [
      { type: 'json_invalid', loc: ['body', 0], msg: 'JSON decode error', input: {}, ctx: { error: (error as Error).message } },
    ]);
  }
}

/** The body as a schema reads it; an empty one counts as `{}`. Throws 422 with everything that is wrong. */
export async function readBody<S extends z.ZodType>(context: Context, schema: S): Promise<z.output<S>> {
  const input = (await context.req.text()) === '' ? {} : await readJson(context);
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw badBody(issuesOf(parsed.error, input));
  return parsed.data;
}
