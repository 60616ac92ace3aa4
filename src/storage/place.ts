/** Whether a place is the address of a PostgreSQL database. */
export const isPostgresUrl = (place: string): boolean => /^postgres(ql)?:\/\//.test(place);

/** The address without its password. */
export function shownUrl(url: string): string {
  if (!URL.canParse(url)) return 'the database';
  const shown = new URL(url);
  shown.password = '';
  shown.searchParams.delete('password');
  return shown.href;
}
