const { isDeepStrictEqual } = require('node:util');

const DAY_MS = 86_400_000;
let failed = 0;

/** Tries one thing a client does; the line is read by run-driver.ts. */
async function step(name, act) {
  try {
    await act();
    process.stdout.write(`ok ${name}\n`);
  } catch (error) {
    failed++;
    process.stdout.write(
      `FAILED ${name}: ${String(error?.message ?? error)
        .replaceAll('\n', ' ')
        .slice(0, 500)}\n`,
    );
  }
  process.exitCode = failed === 0 ? 0 : 1;
}

/** Throws unless both are the same values. */
function same(found, expected, what = 'the answer') {
  if (isDeepStrictEqual(found, expected)) return;
  const text = (value) => (JSON.stringify(value) ?? 'undefined').slice(0, 120);
  throw new Error(`${what} is ${text(found)}, not ${text(expected)}`);
}

function must(condition, message) {
  if (!condition) throw new Error(message);
}

/** What Circlet answers to a plain request, to compare a client's view with. */
async function plain(path, token = process.env.CIRCLET_TOKEN) {
  const response = await fetch(`https://api.ouraring.com${path}`, { headers: { authorization: `Bearer ${token}` } });
  return response.json();
}

/** A day as `2026-11-22`, so many days before today. */
const daysAgo = (days) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);

module.exports = { step, same, must, plain, daysAgo };
