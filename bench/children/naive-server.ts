import { Ajv2020 } from 'ajv/dist/2020.js';
import Database from 'better-sqlite3';
import fastify from 'fastify';

// What one writes first: a document per row, parsed, validated and written anew for each request.
const db = new Database(process.argv[2] as string, { readonly: true });
const findUser = db.prepare<[string], { user: number }>('select user_no as user from tokens where token = ?');
const findDocuments = db.prepare<[number, string, string, string], { body: string }>(
  'select body from documents where user_no = ? and collection = ? and day between ? and ? order by day',
);

const contributors = ['deep_sleep', 'efficiency', 'latency', 'rem_sleep', 'restfulness', 'timing', 'total_sleep'];
const score = { type: ['integer', 'null'] };
const isValid = new Ajv2020().compile({
  type: 'object',
  properties: {
    id: { type: 'string', minLength: 1 },
    meta: {
      type: 'object',
      properties: { updated_at: { type: 'string' }, version: { type: 'integer' } },
      required: ['updated_at', 'version'],
    },
    contributors: { type: 'object', properties: Object.fromEntries(contributors.map((name) => [name, score])), required: contributors },
    day: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
    score,
    timestamp: { type: 'string' },
  },
  required: ['id', 'meta', 'contributors', 'day', 'score', 'timestamp'],
});

const app = fastify();
app.get<{ Params: { collection: string }; Querystring: { start_date: string; end_date: string } }>(
  '/v2/usercollection/:collection',
  (request, reply) => {
    const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
    const found = findUser.get(token);
    if (!found) return reply.code(401).send({ detail: 'unauthorized' });
    const { start_date: from, end_date: to } = request.query;
    const data = findDocuments.all(found.user, request.params.collection, from, to).map(({ body }) => {
      const document: unknown = JSON.parse(body);
      if (!isValid(document)) throw new Error('a stored document is not valid');
      return document;
    });
    return reply.header('content-type', 'application/json').send(JSON.stringify({ data, next_token: null }));
  },
);
process.stdout.write(`${JSON.stringify({ url: await app.listen({ port: 0, host: '127.0.0.1' }) })}\n`);
process.once('SIGTERM', () => process.exit());
