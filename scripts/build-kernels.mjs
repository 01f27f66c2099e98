// Compiles the WASM kernels (AssemblyScript) in four builds: with and without relaxed SIMD, for shared and unshared memory.
// `npm ci` runs it (the "prepare" script); run it again after changing src/engine/kernels/wasm/assembly/.
import { mkdirSync } from 'node:fs';
import asc from 'assemblyscript/asc';

const folder = 'src/engine/kernels/wasm';
mkdirSync(`${folder}/build`, { recursive: true });
for (const relaxed of [false, true]) {
  for (const shared of [false, true]) {
    const name = `${relaxed ? 'relaxed' : 'plain'}${shared ? '-shared' : ''}`;
    const { error, stdout, stderr } = await asc.main([
      `${folder}/assembly/index.ts`,
      ...[
        '--outFile',
        `${folder}/build/${name}.wasm`,
        '-O3',
        '--noAssert',
        '--runtime',
        'stub',
        '--importMemory',
      ],
      ...['--enable', 'simd'],
      ...(relaxed ? ['--enable', 'relaxed-simd'] : []),
      ...(shared ? ['--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536'] : []),
    ]);
    if (error) {
      console.error(stdout.toString(), stderr.toString());
      throw error;
    }
  }
}
