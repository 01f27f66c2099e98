// The libraries that exported models are tried with, installed where they are missing: Python's transformers, onnxruntime and
// datasets, llama.cpp's command line and, for Node, llama.cpp and onnxruntime, which weigh too much for package.json. They go to .cache/, as root on Debian or in
// CI; elsewhere the tests that need one say so and count as skipped. `node scripts/ecosystem.mjs` installs.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installPackages } from './debian.mjs';

const HOME = fileURLToPath(new URL('../.cache/ecosystem/', import.meta.url));
const VENV = join(HOME, 'python');
/** Newer releases of it do not install everywhere. */
const LLAMA = '3.21.1';
/** Its source package holds llama.cpp's own, command line and all, which no registry has built. */
const LLAMA_SOURCE = 'llama-cpp-python==0.3.36';
const LLAMA_HOME = join(HOME, 'llama.cpp');
const ONNX = ['onnxruntime-web@1.30.0', '@huggingface/tokenizers@0.2.0'];
const PYTHON = [
  'torch==2.13.0',
  'transformers==5.24.0',
  'tokenizers==0.23.3',
  'safetensors==0.8.0',
  'jinja2==3.1.6',
  'onnx==1.23.2',
  'onnxruntime==1.32.0',
  'datasets==5.2.0',
];

/** Path of a Python that has these modules, or undefined. @param {string[]} modules */
export function findPython(...modules) {
  return ['python3', join(VENV, 'bin/python')].find(
    (python) => spawnSync(python, ['-c', modules.map((name) => `import ${name}`).join('\n')]).status === 0,
  );
}

/** Address of node-llama-cpp's module, or undefined. */
export function findLlama() {
  const path = join(HOME, 'node_modules/node-llama-cpp/dist/index.js');
  return existsSync(path) ? pathToFileURL(path).href : undefined;
}

/** Path of llama.cpp's llama-completion, or undefined. */
export function findLlamaCompletion() {
  return ['llama-completion', join(LLAMA_HOME, 'build/bin/llama-completion')].find(
    (command) => spawnSync(command, ['--version']).status === 0,
  );
}

/** The node_modules folder that has onnxruntime-web, or undefined. */
export function findOnnxWeb() {
  const modules = join(HOME, 'node_modules');
  return existsSync(join(modules, 'onnxruntime-web')) ? modules : undefined;
}

/** @param {string[]} packages */
function installFromNpm(packages) {
  mkdirSync(HOME, { recursive: true });
  if (!existsSync(join(HOME, 'package.json')))
    writeFileSync(join(HOME, 'package.json'), '{"private":true}\n');
  const flags = ['--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['install', '--prefix', HOME, ...flags, ...packages], { stdio: 'inherit' });
}

function installLlama() {
  const platform = { linux: 'linux', darwin: 'mac', win32: 'win' }[process.platform];
  const name =
    platform === 'mac' && process.arch === 'arm64' ? 'mac-arm64-metal' : `${platform}-${process.arch}`;
  installFromNpm([`node-llama-cpp@${LLAMA}`, `@node-llama-cpp/${name}@${LLAMA}`]);
}

/** Builds it from its source, some minutes on two cores. */
function installLlamaCompletion() {
  const tools = ['cmake', 'g++', 'python3', 'python3-pip'];
  const missing = tools.some((tool) => spawnSync(tool.split('-').at(-1), ['--version']).status !== 0);
  if (missing && !installPackages(tools)) throw new Error('cmake, g++ or pip is not here');
  mkdirSync(LLAMA_HOME, { recursive: true });
  const run = (/** @type {string} */ command, /** @type {string[]} */ ...args) =>
    execFileSync(command, args, { cwd: LLAMA_HOME, stdio: ['ignore', 'ignore', 'inherit'] });
  const python = findPython('pip') ?? 'python3';
  const [name, version] = LLAMA_SOURCE.split('==');
  run(python, '-m', 'pip', 'download', '--no-deps', '--no-binary', name, LLAMA_SOURCE);
  const folder = `${name.replaceAll('-', '_')}-${version}`;
  run('tar', '-xzf', `${folder}.tar.gz`, '--strip-components=3', `${folder}/vendor/llama.cpp`);
  // one processor's program, without what only servers need; optimised little, since it is built for a few tokens
  const on = { CMAKE_BUILD_TYPE: 'Release', CMAKE_CXX_FLAGS_RELEASE: '-O1', CMAKE_C_FLAGS_RELEASE: '-O1' };
  const off = [
    'BUILD_SHARED_LIBS',
    'GGML_OPENMP',
    'LLAMA_OPENSSL',
    'LLAMA_BUILD_TESTS',
    'LLAMA_BUILD_SERVER',
  ];
  const settings = [...Object.entries(on), ...off.map((key) => [key, 'OFF'])];
  run('cmake', '-S', '.', '-B', 'build', '-Wno-dev', ...settings.map(([key, value]) => `-D${key}=${value}`));
  run('cmake', '--build', 'build', '--target', 'llama-completion', '-j', String(availableParallelism()));
}

function installPython() {
  if (spawnSync('python3', ['-m', 'venv', VENV], { stdio: 'ignore' }).status !== 0)
    if (!installPackages(['python3', 'python3-venv'])) throw new Error('there is no Python with venv');
    else execFileSync('python3', ['-m', 'venv', VENV], { stdio: 'inherit' });
  // an index that cannot be reached is asked for every package, and pip would wait longer each of five times
  const flags = ['--quiet', '--retries', '1', '--extra-index-url', 'https://download.pytorch.org/whl/cpu'];
  execFileSync(join(VENV, 'bin/pip'), ['install', ...flags, ...PYTHON], { stdio: 'inherit' });
}

/** @param {string} what @param {boolean} there @param {() => void} install */
function ensure(what, there, install) {
  if (there) return;
  if (process.getuid?.() !== 0 && !process.env.CI)
    return console.error(`${what} is not here: its tests are skipped.`);
  console.error(`Installing ${what}.`);
  try {
    install();
  } catch (error) {
    console.error(`${what} could not be installed, its tests are skipped: ${error}`);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  ensure('llama.cpp for Node', findLlama() !== undefined, installLlama);
  ensure('llama.cpp’s command line', findLlamaCompletion() !== undefined, installLlamaCompletion);
  ensure('onnxruntime for Node', findOnnxWeb() !== undefined, () => installFromNpm(ONNX));
  ensure(
    'Python’s transformers',
    findPython('torch', 'transformers', 'jinja2', 'onnxruntime', 'datasets') !== undefined,
    installPython,
  );
}
