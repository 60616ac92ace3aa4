import { describe, expect, test } from 'vitest';
import { collections } from '../../src/collections/index.js';
import { createOpenApi, type OpenApiDocument } from '../../src/http/openapi.js';
import { expectedFacts, factsOf } from './facts-of.js';
import { hasPublishedContract, readPublishedContract } from './published-contract.js';

describe.skipIf(!hasPublishedContract)('the published contract', () => {
  const published = hasPublishedContract ? readPublishedContract() : createOpenApi([]);
  const generated = createOpenApi(collections);
  const routes = Object.keys(published.paths);

  test('has the operations of the generated document', () => {
    expect(Object.keys(generated.paths).sort()).toEqual(routes.sort());
    expect(routes).toHaveLength(74);
  });

  test.each(routes)('says the same of %s', (route) => {
    expect(resolved(generated, route)).toEqual(resolved(published, route));
  });

  test('names its models alike', () => {
    const references = (document: OpenApiDocument) => new Set(JSON.stringify(document.paths).match(/#\/components\/schemas\/\w+/g));
    expect(references(generated)).toEqual(references(published));
  });

  test('is what the table of facts says', () => {
    expect(expectedFacts()).toEqual(factsOf(published));
  });
});

/** The operations of a path with their references replaced by what they refer to, and without prose. */
function resolved(document: OpenApiDocument, route: string): unknown {
  const resolve = (part: unknown): unknown => {
    // The order of an enum means nothing.
    if (Array.isArray(part)) return part.every((one) => typeof one === 'string') ? [...part].sort() : part.map(resolve);
    if (typeof part !== 'object' || part === null) return part;
    const { $ref, ...rest } = part as Record<string, unknown>;
    const own = Object.fromEntries(
      Object.entries(rest)
        .filter(([key, value]) => !isProse(key, value))
        .map(([key, value]) => [key, resolve(value)]),
    );
    if (typeof $ref !== 'string') return own;
    const name = $ref.replace('#/components/schemas/', '');
    if (!(name in document.components.schemas)) throw new Error(`there is no component ${name}`);
    return { ...(resolve(document.components.schemas[name]) as object), ...own };
  };
  return resolve(document.paths[route]);
}

/** A property may be called `title`, too, but is then not a text. */
function isProse(key: string, value: unknown): boolean {
  return key.startsWith('x-') || ((key === 'title' || key === 'description') && typeof value === 'string');
}
