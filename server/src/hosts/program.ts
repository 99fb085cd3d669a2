import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * The absolute path of a program on the PATH. Never one that lies in a folder that somebody opened, however the PATH leads
 * there: by a relative entry, an empty one, or a link.
 */
export function findProgram(name: string, forbidden: readonly string[], env: NodeJS.ProcessEnv = process.env): string | undefined {
  const windows = process.platform === 'win32';
  const closed = forbidden.map(real);
  for (const folder of (env.PATH ?? env.Path ?? '').split(path.delimiter)) {
    // On Windows a script would be run by the command interpreter, which reads its arguments in a way of its own.
    const file = path.join(folder, windows ? `${name}.exe` : name);
    if (!path.isAbsolute(folder) || !isProgram(file)) continue;
    if (![folder, file].map(real).some((place) => closed.some((outer) => isInside(place, outer)))) return file;
  }
  return undefined;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function real(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return path.resolve(file);
  }
}

function isInside(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative === '' || (relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative));
}
