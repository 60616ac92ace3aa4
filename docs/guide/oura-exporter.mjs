#!/usr/bin/env node
/**
 * Daily scores and heart rates of an Oura API for Prometheus.
 *
 *   OURA_TOKEN=… node oura-exporter.mjs [port]        serves /metrics, by default on port 9684
 *   OURA_TOKEN=… node oura-exporter.mjs history 90    prints 90 days as OpenMetrics, for promtool
 */
import { createServer } from 'node:http';

const API = 'https://api.ouraring.com/v2/usercollection';
const DAY_MS = 86_400_000;
/** Metric, collection and field. */
const DAILY = [
  ['oura_sleep_score', 'daily_sleep', 'score'],
  ['oura_readiness_score', 'daily_readiness', 'score'],
  ['oura_temperature_deviation_celsius', 'daily_readiness', 'temperature_deviation'],
  ['oura_activity_score', 'daily_activity', 'score'],
  ['oura_steps', 'daily_activity', 'steps'],
];

async function list(path, query) {
  const found = [];
  for (let cursor = ''; cursor !== null; ) {
    const url = `${API}/${path}?${query}${cursor && `&next_token=${cursor}`}`;
    const response = await fetch(url, { headers: { authorization: `Bearer ${process.env.OURA_TOKEN}` } });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    const { data, next_token } = await response.json();
    found.push(...data);
    cursor = next_token;
  }
  return found;
}

const day = (ms) => new Date(ms).toISOString().slice(0, 10);
/** A day's value counts from its noon on. */
const secondsOf = ({ day: text, timestamp }) => Date.parse(text ? `${text}T12:00Z` : timestamp) / 1000;

/** [metric, [[seconds, value]…]] of so many days. */
async function samples(days) {
  const now = Date.now();
  const range = `start_date=${day(now - days * DAY_MS)}&end_date=${day(now)}`;
  const names = [...new Set(DAILY.map(([, collection]) => collection))];
  const lists = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await list(name, range)])));
  const daily = DAILY.map(([metric, collection, field]) => [
    metric,
    lists[collection].filter((document) => document[field] !== null).map((document) => [secondsOf(document), document[field]]),
  ]);
  const hours = new URLSearchParams({
    start_datetime: new Date(now - days * DAY_MS).toISOString(),
    end_datetime: new Date(now).toISOString(),
  });
  const rates = (await list('heartrate', hours)).map((row) => [secondsOf(row), row.bpm]);
  return [...daily, ['oura_heart_rate_bpm', rates]];
}

async function metrics(days, withTimes) {
  const lines = (await samples(days)).flatMap(([metric, values]) => {
    const shown = withTimes ? values : values.slice(-1);
    return [`# TYPE ${metric} gauge`, ...shown.map(([seconds, value]) => `${metric} ${value}${withTimes ? ` ${seconds}` : ''}`)];
  });
  return `${lines.join('\n')}\n${withTimes ? '# EOF\n' : ''}`;
}

if (process.argv[2] === 'history') {
  process.stdout.write(await metrics(Number(process.argv[3] ?? 90), true));
} else {
  const port = Number(process.argv[2] ?? 9684);
  const server = createServer(async (_request, response) => {
    try {
      const text = await metrics(2, false);
      response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(text);
    } catch (error) {
      response.writeHead(502).end(`${error.message}\n`);
    }
  });
  server.listen(port, '127.0.0.1', () => process.stderr.write(`http://127.0.0.1:${port}/metrics\n`));
}
