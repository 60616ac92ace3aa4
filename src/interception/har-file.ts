import { closeSync, openSync, writeSync } from 'node:fs';

const CLOSING = '\n]}}\n';

/** A HAR file that is whole after every entry, so that nothing but the entry under way is lost in a kill. */
export interface HarFile {
  add(entry: object): void;
  close(): void;
}

/** Begins a HAR 1.2 file, over one that is there; its owner's alone. Throws the system's error where it cannot be written. */
export function openHarFile(file: string, creator: { name: string; version: string }): HarFile {
  const handle = openSync(file, 'w', 0o600);
  const head = `{"log":{"version":"1.2","creator":${JSON.stringify(creator)},"entries":[`;
  let end = writeSync(handle, head);
  let isFirst = true;
  writeSync(handle, CLOSING, end);
  return {
    add(entry) {
      // One write over the end of the list puts both the entry and the new end in place.
      const text = Buffer.from(`${isFirst ? '' : ','}\n${JSON.stringify(entry)}`);
      writeSync(handle, Buffer.concat([text, Buffer.from(CLOSING)]), 0, text.length + CLOSING.length, end);
      end += text.length;
      isFirst = false;
    },
    close: () => closeSync(handle),
  };
}
