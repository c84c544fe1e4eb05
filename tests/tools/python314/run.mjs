// CPython 3.14, compiled to WebAssembly, under Node: runs a Python program over mounted folders.
//
//   node run.mjs NODE_MODULES PROGRAM FOLDER=MOUNT...   exits with what the program's last expression gives
import { readFileSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker, isMainThread } from "node:worker_threads";

if (isMainThread) {
  // a thread of its own for its deeper stack: tests nest deeply
  const worker = new Worker(new URL(import.meta.url), {
    argv: process.argv.slice(2),
    resourceLimits: { stackSizeMb: 64 },
  });
  worker.on("error", (error) => { throw error; });
  worker.on("exit", (code) => { process.exitCode = code; });
} else {
  const [modules, program, ...mounts] = process.argv.slice(2);
  const found = createRequire(pathToFileURL(`${modules}/`)).resolve("pyodide/pyodide.mjs");
  const { loadPyodide } = await import(pathToFileURL(found));
  const python = await loadPyodide();
  python.setStdout({ write: (bytes) => writeSync(1, bytes) });
  python.setStderr({ write: (bytes) => writeSync(2, bytes) });
  for (const mount of mounts) {
    const [folder, place] = mount.split("=");
    python.FS.mkdirTree(place);
    python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, place);
  }
  process.exit(python.runPython(readFileSync(program, "utf8")));
}
