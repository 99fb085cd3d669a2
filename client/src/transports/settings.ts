import { didYouMean } from '../../../server/src/text/similar.ts';
import { DeliveryError, type FieldDeclaration, type Settings } from './transport.ts';

/** A setting that does not fit its declaration, in words. Never quotes a value: it may be a secret in the wrong place. */
export interface SettingProblem {
  readonly field: string;
  readonly message: string;
}

/** Judges settings by the declaration of their fields. `owner` names them, e.g. `RabbitMQ connections`. */
export function checkSettings(fields: readonly FieldDeclaration[], settings: Settings, owner: string): readonly SettingProblem[] {
  const problems: SettingProblem[] = [];
  for (const name of Object.keys(settings)) {
    if (fields.some((field) => field.name === name)) continue;
    const near = didYouMean(
      name,
      fields.map((field) => field.name),
    );
    const hint = near ? `Did you mean "${near}"?` : `Known are: ${fields.map((field) => field.name).join(', ') || 'none'}.`;
    problems.push({ field: name, message: `"${name}" is not a field of ${owner}. ${hint}` });
  }
  for (const field of fields) {
    const value = settings[field.name] ?? field.default;
    const message = value === undefined || (field.required && value === '') ? missing(field, owner) : misfit(field, value);
    if (message) problems.push({ field: field.name, message });
  }
  return problems;
}

/** The settings with every default filled in; a DeliveryError `misuse` that names all problems when some do not fit. */
export function readSettings(fields: readonly FieldDeclaration[], settings: Settings, owner: string): Settings {
  const problems = checkSettings(fields, settings, owner);
  if (problems.length > 0) throw new DeliveryError('misuse', problems.map((problem) => problem.message).join(' '));
  const filled: Record<string, unknown> = {};
  for (const field of fields) {
    const value = settings[field.name] ?? field.default;
    if (value !== undefined) filled[field.name] = value;
  }
  return filled;
}

/** A text, or undefined where it is not set or empty. */
export function textOf(settings: Settings, name: string): string | undefined {
  const value = settings[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function integerOf(settings: Settings, name: string): number | undefined {
  const value = settings[name];
  return typeof value === 'number' ? value : undefined;
}

export function flagOf(settings: Settings, name: string): boolean {
  return settings[name] === true;
}

/** A field of type `list`: a list of texts, or one text with commas. */
export function listOf(settings: Settings, name: string): readonly string[] {
  const value = settings[name];
  const items: readonly unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
  return items.map((item) => String(item).trim()).filter((item) => item !== '');
}

/** A field of type `headers`, as pairs. */
export function headersOf(settings: Settings, name: string): readonly (readonly [name: string, value: string])[] {
  const value = settings[name];
  return typeof value === 'object' && value !== null ? Object.entries(value).map(([header, text]) => [header, String(text)]) : [];
}

function missing(field: FieldDeclaration, owner: string): string | undefined {
  if (!field.required) return undefined;
  return `"${field.name}" is missing: ${owner} need it${field.example ? `, e.g. ${field.example}` : ''}.`;
}

function misfit(field: FieldDeclaration, value: unknown): string | undefined {
  if (field.type === 'string') return typeof value === 'string' ? undefined : `"${field.name}" must be a text.`;
  if (field.type === 'integer') return Number.isSafeInteger(value) ? undefined : `"${field.name}" must be a whole number.`;
  if (field.type === 'boolean') return typeof value === 'boolean' ? undefined : `"${field.name}" must be true or false.`;
  if (field.type === 'list') return isList(value) ? undefined : `"${field.name}" must be a list of texts.`;
  if (field.type === 'headers') return isTexts(value) ? undefined : `"${field.name}" must be an object of texts.`;
  const values = field.values ?? [];
  if (typeof value === 'string' && values.includes(value)) return undefined;
  const near = typeof value === 'string' ? didYouMean(value, values) : undefined;
  return `"${field.name}" must be one of: ${values.join(', ')}.${near ? ` Did you mean "${near}"?` : ''}`;
}

function isList(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.every((item) => typeof item === 'string'));
}

function isTexts(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every((text) => typeof text === 'string');
}
