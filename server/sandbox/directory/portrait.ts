/** A colour: red, green, blue, 0 to 255 each. */
export type Colour = readonly [number, number, number];

type Shape = { colour: Colour; holds(x: number, y: number): boolean };

const GROUNDS: readonly Colour[] = [
  [178, 210, 224],
  [241, 205, 170],
  [196, 217, 178],
  [221, 196, 226],
  [246, 218, 148],
  [186, 197, 231],
  [240, 190, 186],
  [168, 214, 204],
];
const SKINS: readonly Colour[] = [
  [247, 214, 189],
  [232, 190, 160],
  [205, 156, 122],
  [160, 112, 82],
];
const HAIRS: readonly Colour[] = [
  [52, 40, 36],
  [92, 60, 38],
  [150, 104, 58],
  [206, 168, 104],
  [128, 128, 132],
  [142, 62, 38],
];
const COATS: readonly Colour[] = [
  [44, 62, 92],
  [86, 52, 76],
  [40, 92, 84],
  [98, 98, 106],
  [148, 66, 58],
  [58, 84, 134],
];
/** Points looked at along each side of a pixel, so that edges are smooth. */
const FINE = 2;

/** A drawn face on a plain ground, enough to tell people apart: rows of red, green and blue from the top. Alike for one seed. */
export function portrait(seed: number, side: number): Uint8Array {
  const shapes = shapesOf(seed);
  const ground = GROUNDS[seed % GROUNDS.length]!;
  const pixels = new Uint8Array(side * side * 3);
  for (let at = 0; at < side * side; at++) {
    const sum = [0, 0, 0];
    for (let part = 0; part < FINE * FINE; part++) {
      const x = ((at % side) + ((part % FINE) + 0.5) / FINE) / side;
      const y = (Math.floor(at / side) + (Math.floor(part / FINE) + 0.5) / FINE) / side;
      const colour = shapes.findLast((shape) => shape.holds(x, y))?.colour ?? ground;
      for (let c = 0; c < 3; c++) sum[c]! += colour[c]!;
    }
    for (let c = 0; c < 3; c++) pixels[at * 3 + c] = sum[c]! / (FINE * FINE);
  }
  return pixels;
}

/** From the back to the front; the picture is one wide and one high. */
function shapesOf(seed: number): Shape[] {
  const pick = <T>(all: readonly T[], turn: number): T => all[Math.floor(seed / turn) % all.length]!;
  const [skin, hair, coat] = [pick(SKINS, 8), pick(HAIRS, 32), pick(COATS, 192)];
  const isLong = Math.floor(seed / 1152) % 2 === 0;
  const shade = skin.map((part) => part * 0.88) as unknown as Colour;
  const head = ellipse(skin, [0.5, 0.45], [0.17, 0.21]);
  const crown = ellipse(hair, [0.5, 0.4], [0.195, 0.22]);
  const brow = isLong ? 0.37 : 0.34;
  return [
    ...(isLong ? [ellipse(hair, [0.5, 0.5], [0.25, 0.33])] : []),
    ellipse(coat, [0.5, 1.08], [0.42, 0.36]),
    ellipse(shade, [0.5, 0.68], [0.085, 0.13]),
    { colour: hair, holds: (x, y) => crown.holds(x, y) && y < 0.5 },
    { colour: skin, holds: (x, y) => head.holds(x, y) && y > brow - 0.18 * Math.abs(x - 0.44) },
  ];
}

function ellipse(colour: Colour, [cx, cy]: [number, number], [rx, ry]: [number, number]): Shape {
  return { colour, holds: (x, y) => ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1 };
}
