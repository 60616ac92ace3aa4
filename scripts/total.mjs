// Adds up the totals of the test reports named on the command line and prints them as `N passed, N failed`.
import { readFileSync } from 'node:fs';

const reports = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const sum = (key) => reports.reduce((total, report) => total + report[key], 0);
const failedFiles = reports
  .flatMap(({ testResults }) => testResults)
  .filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0);

process.stdout.write(
  `${sum('numPassedTests')} passed, ${sum('numFailedTests') + failedFiles.length} failed, ${sum('numPendingTests')} skipped\n`,
);
process.exitCode = sum('numPassedTests') === 0 ? 1 : 0;
