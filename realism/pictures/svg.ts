/** Colours that hold on white, and for those who tell red and green badly. */
export const COLOURS = {
  ink: '#24292f',
  grid: '#d8dee4',
  soft: '#6e7781',
  blue: '#0969da',
  orange: '#bc4c00',
  purple: '#8250df',
  band: '#eaeef2',
};

/** A picture of 900 units of width on a white ground. */
export function svg(height: number, title: string, parts: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 ${height}" font-family="system-ui, sans-serif" font-size="13" fill="${COLOURS.ink}">`,
    `<rect width="900" height="${height}" fill="#ffffff"/>`,
    text(450, 24, title, { anchor: 'middle', size: 16 }),
    ...parts,
    '</svg>\n',
  ].join('\n');
}

/** A line of text with its baseline at `y`. */
export function text(
  x: number,
  y: number,
  words: string,
  options: { anchor?: string; size?: number; colour?: string; turn?: boolean } = {},
): string {
  const { anchor = 'start', size = 13, colour = COLOURS.ink, turn = false } = options;
  const turned = turn ? ` transform="rotate(-90 ${fixed(x)} ${fixed(y)})"` : '';
  const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${fixed(x)}" y="${fixed(y)}" text-anchor="${anchor}" font-size="${size}" fill="${colour}"${turned}>${escaped}</text>`;
}

/** A filled box. */
export function box(x: number, y: number, width: number, height: number, colour: string): string {
  return `<rect x="${fixed(x)}" y="${fixed(y)}" width="${fixed(width)}" height="${fixed(height)}" fill="${colour}"/>`;
}

/** A dot. */
export function dot(x: number, y: number, radius: number, colour: string, opacity = 1): string {
  return `<circle cx="${fixed(x)}" cy="${fixed(y)}" r="${radius}" fill="${colour}" fill-opacity="${opacity}"/>`;
}

/** A line through points, interrupted where y is null. */
export function line(points: readonly (readonly [x: number, y: number | null])[], colour: string, width = 1.6): string {
  let path = '';
  let isDown = false;
  for (const [x, y] of points) {
    if (y !== null) path += `${isDown ? 'L' : 'M'}${fixed(x)} ${fixed(y)}`;
    isDown = y !== null;
  }
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round"/>`;
}

const fixed = (value: number) => String(Math.round(value * 10) / 10);
