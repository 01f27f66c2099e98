// Makes src/models/onnx/onnx-proto.ts again: TypeScript from the onnx.proto that comes with Python's package onnx. Once for a new version
// of ONNX or of @bufbuild/protobuf; buf itself weighs too much to be installed for it.
//   node scripts/onnx-proto.mjs
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPython } from './ecosystem.mjs';

const BUF = '1.75.0';
const version = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')).packages[
  'node_modules/@bufbuild/protobuf'
].version;
const python = findPython('onnx');
if (!python) throw new Error('There is no Python with onnx. Run node scripts/ecosystem.mjs first.');
const [onnx, proto] = execFileSync(
  python,
  [
    '-c',
    'import onnx, os; print(onnx.__version__, os.path.join(os.path.dirname(onnx.__file__), "onnx.proto"))',
  ],
  { encoding: 'utf8' },
)
  .trim()
  .split(/ (.*)/);

const home = mkdtempSync(join(tmpdir(), 'retort-onnx-'));
writeFileSync(join(home, 'onnx.proto'), readFileSync(proto));
writeFileSync(join(home, 'buf.yaml'), 'version: v2\n');
writeFileSync(
  join(home, 'buf.gen.yaml'),
  'version: v2\nplugins: [{ local: protoc-gen-es, opt: [target=ts], out: . }]\n',
);
// without the source there are no comments in it, which would be half of the file
const commands = 'buf build onnx.proto --exclude-source-info -o onnx.binpb && buf generate onnx.binpb';
const packages = ['-p', `@bufbuild/buf@${BUF}`, '-p', `@bufbuild/protoc-gen-es@${version}`];
execFileSync('npx', ['-y', ...packages, 'sh', '-c', commands], { cwd: home, stdio: 'inherit' });
const head = `// ONNX's file format as types, made by scripts/onnx-proto.mjs from the onnx.proto of ONNX ${onnx}.
// Copyright (c) ONNX Project Contributors
// SPDX-License-Identifier: Apache-2.0

`;
const to = fileURLToPath(new URL('../src/models/onnx/onnx-proto.ts', import.meta.url));
const types = readFileSync(join(home, 'onnx_pb.ts'), 'utf8').replace('/* eslint-disable */\n', ''); // lint finds nothing
writeFileSync(to, head + types);
rmSync(home, { recursive: true });
