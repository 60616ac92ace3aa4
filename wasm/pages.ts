/** Makes room up to a place; false where there is none. */
export function growTo(end: u64): bool {
  const missing = <i64>end - ((<i64>memory.size()) << 16);
  return missing <= 0 || memory.grow(<i32>((missing + 0xffff) >> 16)) >= 0;
}
