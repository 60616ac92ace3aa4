import { readFileSync } from 'node:fs';

/** WebAssembly as far as it is used here: the types of Node leave it to those of browsers. */
interface Assembly {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { exports: object };
}

/** A global that a module exports. */
export interface Global {
  readonly value: number;
}

/** What opens new instances, with memory of their own, of a module that is compiled from `wasm/`; null where Node runs without WebAssembly (`--jitless`). */
export function moduleOpener<T extends object>(name: string): () => T | null {
  let compiled: object | null = null;
  return () => {
    const { WebAssembly: assembly } = globalThis as { WebAssembly?: Assembly };
    if (!assembly) return null;
    // src/ and dist/ lie side by side, so this holds in both.
    compiled ??= new assembly.Module(readFileSync(new URL(`../../dist/storage/${name}.wasm`, import.meta.url)));
    return new assembly.Instance(compiled).exports as T;
  };
}
