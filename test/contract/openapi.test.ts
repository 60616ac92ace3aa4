import { describe, expect, test } from 'vitest';
import { collections } from '../../src/collections/index.js';
import { createOpenApi } from '../../src/http/openapi.js';
import { expectedFacts, factsOf, operationsOf } from './facts-of.js';

const document = createOpenApi(collections);
const actual = factsOf(document);
const expected = expectedFacts();

describe('the generated OpenAPI document agrees with the table of facts', () => {
  test('it has the same 77 operations and the same models', () => {
    expect(Object.keys(actual.operations).sort()).toEqual(Object.keys(expected.operations).sort());
    expect(Object.keys(actual.operations)).toHaveLength(77);
    expect(Object.keys(document.components.schemas)).toEqual(Object.keys(expected.models).sort());
  });

  test.each(Object.keys(expected.operations))('%s', (path) => {
    expect(actual.operations[path]).toEqual(expected.operations[path]);
  });

  test.each(Object.keys(expected.models))('%s', (name) => {
    expect(actual.models[name]).toEqual(expected.models[name]);
  });
});

describe('the generated OpenAPI document', () => {
  const operations = operationsOf(document).map(([, operation]) => operation);

  test('names every operation once', () => {
    expect(new Set(operations.map((operation) => operation.operationId)).size).toBe(77);
  });

  test('names operations as FastAPI does', () => {
    const { summary, operationId, tags } =
      operations.find((operation) => operation.operationId.includes('sandbox_usercollection_vO2')) ?? {};
    expect({ summary, operationId, tags }).toEqual({
      summary: 'Sandbox - Multiple Vo2 Max Documents',
      operationId: 'Sandbox___Multiple_vO2_max_Documents_v2_sandbox_usercollection_vO2_max_get',
      tags: ['Sandbox Routes'],
    });
  });

  test('declares the security that the operations ask for', () => {
    const asked = new Set(operations.flatMap(({ security }) => security.flatMap(Object.keys)));
    expect(Object.keys(document.components.securitySchemes ?? {})).toEqual([...asked]);
  });

  test('carries the address of the server where it is known', () => {
    expect(document).not.toHaveProperty('servers');
    expect(createOpenApi(collections, { serverUrl: 'http://localhost:8080' }).servers).toEqual([{ url: 'http://localhost:8080' }]);
  });

  test('holds what the given collections need and no more', () => {
    const { paths, components } = createOpenApi(collections.filter(({ name }) => name === 'heartrate'));
    const isOfData = (path: string) => path.includes('usercollection');
    expect(Object.keys(paths).filter(isOfData)).toEqual(['/v2/usercollection/heartrate', '/v2/sandbox/usercollection/heartrate']);
    expect(Object.keys(components.schemas).filter((name) => !/Webhook|ExtApi/.test(name))).toEqual([
      'HTTPValidationError',
      'PublicHeartRateRow',
      'PublicHeartRateSource',
      'TimeSeriesResponseDict',
      'TimeSeriesResponse_PublicHeartRateRow_',
      'UtcDateTime',
      'ValidationError',
    ]);
  });
});
