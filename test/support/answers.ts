import { expect } from 'vitest';
import type { TestServer } from '../../src/testing.js';
import type { Row } from './sample-documents.js';

/** Status and JSON body of an answer. */
export interface Answer {
  status: number;
  body: unknown;
}

/** Waits for an answer and reads its JSON. */
export async function answerOf(asked: Promise<Response>): Promise<Answer> {
  const response = await asked;
  return { status: response.status, body: await response.json() };
}

/** The documents or rows of a list, which must be one page. */
export async function listed(asked: Promise<Response>): Promise<Row[]> {
  const { status, body } = await answerOf(asked);
  expect({ status, body }).toEqual({ status: 200, body: { data: expect.any(Array), next_token: null } });
  return (body as { data: Row[] }).data;
}

/** What became of documents that were put. */
export interface PutAnswer {
  created: string[];
  updated: string[];
  unchanged: string[];
}

/** Puts documents by the admin API, which must take them. */
export async function put(server: TestServer, userId: string, collection: string, documents: Row | Row[]): Promise<PutAnswer> {
  const { status, body } = await answerOf(server.admin('PUT', `/users/${userId}/documents/${collection}`, documents));
  expect({ status, body }).toMatchObject({ status: 200 });
  return body as PutAnswer;
}

/** Puts rows of a series by the admin API, which must take them. */
export async function putRows(server: TestServer, userId: string, series: string, rows: Row[]): Promise<unknown> {
  const { status, body } = await answerOf(server.admin('PUT', `/users/${userId}/series/${series}`, rows));
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
}
