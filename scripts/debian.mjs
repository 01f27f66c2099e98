// Installs Debian's and Ubuntu's packages where a browser for the tests is missing: as root only, since nothing here asks for a
// password.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** False where it cannot be done here. @param {string[]} packages @returns {boolean} */
export function installPackages(packages) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  console.error(`Installing with apt-get: ${packages.join(', ')}.`);
  /** @type {import('node:child_process').ExecFileSyncOptions} */
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  execFileSync('apt-get', ['update', '-qq'], options);
  execFileSync('apt-get', ['install', '-y', '-qq', ...packages], options);
  return true;
}
