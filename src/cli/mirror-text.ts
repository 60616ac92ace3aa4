import type { CollectionReport, MirrorReport, Rejection } from '../mirror/report.js';
import { table } from './context.js';

/** What is shown of each list; `--json` has more. */
const SHOWN = 20;

/** A line about a collection that is done. */
export function collectionLine({ collection, upstream, created, changed, deleted, rejected, note }: CollectionReport): string {
  const counts = Object.entries({ upstream, new: created, changed, deleted, rejected }).filter(
    ([word, count]) => word === 'upstream' || count > 0,
  );
  return `${collection}: ${counts.map(([word, count]) => `${count} ${word}`).join(', ')}${note === null ? '' : `; ${note}`}`;
}

/** The end of a run, for people. */
export function reportText(report: MirrorReport, isCheck: boolean): string {
  const head = ['COLLECTION', 'UPSTREAM', 'NEW', 'CHANGED', 'DELETED', 'UNCHANGED', 'REJECTED', 'FROM', 'TO', 'NOTE'];
  const rows = report.collections.map(({ collection, upstream, created, changed, deleted, unchanged, rejected, from, to, note }) => {
    return [collection, upstream, created, changed, deleted, unchanged, rejected, from, to, note ?? ''];
  });
  const rejections = Object.entries(report.rejections).flatMap(([collection, list]) => rejectionLines(collection, list));
  const gaps = report.gaps.flatMap(({ collection, kind, days }) => {
    const more = days.length > SHOWN ? ` and ${days.length - SHOWN} more` : '';
    return `  ${collection}: ${kind === 'missing here' ? 'exist upstream, not here' : 'exist here, not upstream'}: ${days.slice(0, SHOWN).join(' ')}${more}\n`;
  });
  return [
    isCheck ? '' : `${table([head, ...rows])}\n`,
    `${report.source} → user ${report.user}, ${report.requests} requests.\n`,
    ...rejections,
    gaps.length === 0 ? 'No gaps: every day that exists upstream exists here, and the other way round.\n' : 'Gaps:\n',
    ...gaps,
  ].join('');
}

function rejectionLines(collection: string, list: Rejection[]): string[] {
  const lines = list.slice(0, SHOWN).map(({ id, day, reasons }) => {
    return `  rejected: ${[collection, day, id].filter(Boolean).map(printable).join(' ')}: ${printable(reasons.join('; '))}\n`;
  });
  const more = list.length - lines.length;
  const kept = `  Their raw answers are kept: circlet mirror payloads list --collection ${collection}\n`;
  return [...lines, ...(more > 0 ? [`  and ${more} more of ${collection} (--json lists up to 1000)\n`] : []), kept];
}

/** What others wrote must not draw on the terminal. */
const printable = (text: string | null) => (text ?? '').replace(/\p{C}/gu, '\uFFFD');
