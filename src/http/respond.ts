const JSON_HEADERS = { 'content-type': 'application/json' };

/** 200 with JSON text that is ready to be sent. */
export function jsonText(body: Buffer | string): Response {
  return new Response(body as never, { headers: JSON_HEADERS });
}
