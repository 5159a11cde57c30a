// Prints the folder to add to LD_LIBRARY_PATH so that the packaged Chromium starts; prints nothing where the system
// has the libraries already, or where Chromium is not the packaged one. `--unpack` skips the look at the system.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";

const modules = fileURLToPath(new URL("../../node_modules/", import.meta.url));
const source = path.join(modules, "@sparticuz/chromium");
const needed = ["libnss3.so", "libnssutil3.so", "libnspr4.so", "libexpat.so.1"];

const foreign = process.platform !== "linux" || process.arch !== "x64" || process.env.CHROMIUM_PATH;
if (process.argv.includes("--unpack") || !(foreign || systemHasThem())) process.stdout.write(unpacked());

/** Asks the loader's own list. Without such a list (Alpine, NixOS) the answer is no: a second copy does no harm. */
function systemHasThem() {
  const ldconfig = ["ldconfig", "/sbin/ldconfig", "/usr/sbin/ldconfig"]
    .map((command) => spawnSync(command, ["-p"], { encoding: "utf8" }))
    .find((run) => run.status === 0);
  const listed = (ldconfig?.stdout ?? "").split("\n").filter((line) => line.includes("x86-64"));
  return needed.every((name) => listed.some((line) => line.trim().startsWith(`${name} `)));
}

/** Unpacks once per version of the package. The finished folder appears in one step, so two callers cannot mix. */
function unpacked() {
  const { version } = JSON.parse(readFileSync(path.join(source, "package.json"), "utf8"));
  const cache = path.join(modules, ".cache", "one-voice");
  const folder = path.join(cache, `chromium-libraries-${version}`);
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true });
    const making = mkdtempSync(path.join(cache, "unpacking-"));
    untar(brotliDecompressSync(readFileSync(path.join(source, "bin", "al2023.tar.br"))), making);
    settle(making, folder);
  }
  return path.join(folder, "lib");
}

function settle(making, folder) {
  try {
    renameSync(making, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(making, { recursive: true });
  }
}

/** The plain files of a POSIX tar archive; it holds nothing else. Header: name at 0, octal size at 124, kind at 156. */
function untar(archive, folder) {
  const block = 512;
  const text = (from, to) => archive.toString("latin1", from, to).split("\0", 1)[0];
  for (let at = 0; at < archive.length && archive[at] !== 0; ) {
    const name = text(at, at + 100);
    const size = Number.parseInt(text(at + 124, at + 136), 8);
    const file = path.join(folder, name);
    if (!file.startsWith(folder + path.sep))
      throw new Error(`The archive names a file outside its folder: ${name}`);
    if (text(at + 156, at + 157) !== "5") {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, archive.subarray(at + block, at + block + size), { mode: 0o755 });
    }
    at += block + Math.ceil(size / block) * block;
  }
}
