export { appendItem, insertProperty, type Where } from './insert.ts';
export type { Refactored, Refused } from './refactored.ts';
export { removeProperty } from './remove.ts';
export { renameField, renameFields, type RenameOptions } from './rename-field.ts';
export { quote, renameKey, replaceText, replaceValue } from './replace.ts';
export { jsonText, yamlText } from './scalar.ts';
