import type { Source } from '../text/source.ts';
import { parseHttp } from './http.ts';
import { parseJson } from './json.ts';
import { parseNdjson } from './ndjson.ts';
import type { Syntax, Tree } from './tree.ts';
import { parseYaml } from './yaml.ts';

/** The tree of a text, by the file's name unless the syntax is given. Never throws; the same Source gives the same Tree. */
export function parse(source: Source, syntax: Syntax = syntaxOf(source.uri, source.text)): Tree {
  switch (syntax) {
    case 'json':
      return parseJson(source);
    case 'ndjson':
      return parseNdjson(source);
    case 'http':
      return parseHttp(source);
    case 'yaml':
      return parseYaml(source);
  }
}

/** The syntax that a file's name tells, else its first characters: some registries name schemas by their versions alone, `1-0-0`. */
export function syntaxOf(uri: string, text: string): Syntax {
  const extension = /\.([a-z0-9]+)(?:[?#].*)?$/i.exec(uri)?.[1]?.toLowerCase() ?? '';
  return byExtension[extension] ?? (/^\s*\{\s*["}]/.test(text) ? 'json' : 'yaml');
}

const byExtension: Readonly<Record<string, Syntax>> = {
  json: 'json',
  avsc: 'json',
  jsonl: 'ndjson',
  ndjson: 'ndjson',
  http: 'http',
  yaml: 'yaml',
  yml: 'yaml',
};
