/** Puts a text of ASCII in a place. */
export function putText(start: usize, text: string): void {
  for (let i = 0; i < text.length; i++) store<u8>(start + i, load<u8>(changetype<usize>(text) + i * 2));
}
