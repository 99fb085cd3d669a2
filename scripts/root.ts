import path from 'node:path';

/** The folder that holds package.json. */
export const root: string = path.dirname(import.meta.dirname);
