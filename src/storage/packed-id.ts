const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A document's id where it is only kept, not sorted or served: a lower-case UUID as its 16 bytes, any other text as it is. */
export const packId = (id: string): string | Buffer => (UUID.test(id) ? Buffer.from(id.replaceAll('-', ''), 'hex') : id);

/** The id that `packId` packed. */
export function unpackId(stored: string | Buffer): string {
  if (typeof stored === 'string') return stored;
  const hex = stored.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
