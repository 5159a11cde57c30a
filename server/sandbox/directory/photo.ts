import { crc32, deflateSync } from "node:zlib";
import type { EntityType } from "../core/entity-type.ts";
import { GraphError } from "../core/graph-error.ts";
import { collection } from "../core/odata.ts";
import type { Call, Reply } from "../core/operation.ts";
import { portrait } from "./portrait.ts";
import type { User } from "./state.ts";
import { requireUser } from "./users.ts";

/** Side of a generated picture, in pixels. */
const SIDE = 64;

/** The sizes Exchange keeps. Source: Graph, profilePhoto. */
const SIDES = [48, 64, 96, 120, 240, 360, 432, 504, 648];
const SIZES = new Set(SIDES.map((side) => `${side}x${side}`));

const photoType: EntityType = {
  name: "microsoft.graph.profilePhoto",
  family: "outlook",
  shape: { id: "string", height: "number", width: "number" },
};

/** GET …/photos: the sizes someone's picture is kept in, smallest first; none for someone without a picture. */
export function listPhotos(call: Call): Reply {
  const user = requireUser(call.tenant, call.params["user-id"]!);
  const sides = user.hasPhoto ? SIDES : [];
  const photos = sides.map((side) => ({
    "@odata.mediaContentType": "image/png",
    id: `${side}x${side}`,
    height: side,
    width: side,
  }));
  return collection(call, photos, { type: photoType });
}

/** GET …/photo/$value. Throws 404 ImageNotFound for someone without a picture, 400 for a size there is none of. */
export function getPhoto(call: Call): Reply {
  const user = requireUser(call.tenant, call.params["user-id"]!);
  const size: string | undefined = call.params["profilePhoto-id"];
  if (size !== undefined && !SIZES.has(size.toLowerCase()))
    throw new GraphError(400, "ErrorInvalidImageId", `The image size '${size}' is not supported.`);
  if (!user.hasPhoto) throw new GraphError(404, "ImageNotFound", "The photo wasn't found.");
  return {
    status: 200,
    body: drawnPhoto(user),
    headers: { "Content-Type": "image/png", ETag: `"${user.id}"` },
  };
}

/** Pictures drawn so far, by their seed: a tenant starts over often. */
const drawn = new Map<number, Uint8Array>();

/** A drawn face of the person's own, as PNG: enough to tell people apart. */
function drawnPhoto({ id }: Pick<User, "id">): Uint8Array {
  const sum = [...id].reduce((before, letter) => (before * 31 + letter.charCodeAt(0)) % 1_000_003, 7);
  // Ids that count on by one shall not look like sisters.
  const seed = (sum * 7_919) % 104_729;
  const known = drawn.get(seed) ?? picture(seed);
  drawn.set(seed, known);
  return known;
}

function picture(seed: number): Uint8Array {
  const pixels = portrait(seed, SIDE);
  // Each row begins with the number of its filter: none.
  const rows = Array.from({ length: SIDE }, (_, row) => [
    Buffer.from([0]),
    pixels.subarray(row * SIDE * 3, (row + 1) * SIDE * 3),
  ]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIDE, 0);
  header.writeUInt32BE(SIDE, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(rows.flat()))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data]);
  const framed = Buffer.alloc(data.length + 12);
  framed.writeUInt32BE(data.length, 0);
  framed.set(named, 4);
  framed.writeUInt32BE(crc32(named), data.length + 8);
  return framed;
}
