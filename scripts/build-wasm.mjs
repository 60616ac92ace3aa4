// Compiles the AssemblyScript in wasm/ into dist/storage/rows.wasm and documents.wasm.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('../', import.meta.url));
mkdirSync(new URL('../dist/storage/', import.meta.url), { recursive: true });
for (const name of ['rows', 'documents']) {
  const { error, stderr } = await asc.main(
    [
      ...[`wasm/${name}.ts`, '--baseDir', root, '--outFile', `dist/storage/${name}.wasm`],
      ...['-O3', '--runtime', 'stub', '--enable', 'simd', '--noAssert', '--use', 'abort='],
    ],
    {},
  );
  process.stderr.write(stderr.toString());
  if (error) throw error;
}
