export { appendItem, insertProperty, type Where } from './insert.ts';
export { type Refactored, type Refused, refused } from './refactored.ts';
export { removeProperty } from './remove.ts';
export { renameField, renameFields, type RenameOptions, whyNoField } from './rename-field.ts';
export { renameType } from './rename-type.ts';
export { quote, renameKey, replaceText, replaceValue } from './replace.ts';
export { jsonText, yamlText } from './scalar.ts';
