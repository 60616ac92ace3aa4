/** Why a file cannot be imported: where it breaks off and what to do, for the reader of the report. */
export class ImportFailure extends Error {}
