import type { StringStyle } from '../syntax/node.ts';

/**
 * A text as a YAML scalar in the wanted style: bare only where every reader, of YAML 1.1 as well, takes it for the same
 * text; else in double quotes with JSON's escapes, which YAML 1.2 shares.
 */
export function yamlText(text: string, style: StringStyle, inFlow: boolean): string {
  if (style === 'single' && !/[^\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]|\u2028|\u2029/.test(text)) return `'${text.replaceAll("'", "''")}'`;
  if (style === 'double') return jsonText(text);
  const isBare = (inFlow ? bareInFlow : bareInBlock).test(text) && !text.endsWith(' ') && !text.includes('  ') && !reserved.test(text);
  return isBare ? text : jsonText(text);
}

/** A text in double quotes, its every character printable in YAML, too. */
export function jsonText(text: string): string {
  return JSON.stringify(text).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A value that is no collection, as YAML writes it. */
export function yamlScalar(value: unknown, style: StringStyle, inFlow: boolean): string {
  if (typeof value === 'string') return yamlText(value, style, inFlow);
  if (typeof value === 'number' && !Number.isFinite(value)) return Number.isNaN(value) ? '.nan' : value > 0 ? '.inf' : '-.inf';
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'null';
}

/** Begins with a letter, a dollar (as `$ref`) or as a path; nothing in it that YAML gives a meaning. */
const bareInBlock = /^(?:\.{0,2}\/)?[\p{L}_$][\p{L}\p{N}_ ./@+'(),;=$-]*$/u;
const bareInFlow = /^(?:\.{0,2}\/)?[\p{L}_$][\p{L}\p{N}_ ./@+'()=$-]*$/u;

/** What YAML 1.1 or 1.2 reads as something other than a text. */
const reserved = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
