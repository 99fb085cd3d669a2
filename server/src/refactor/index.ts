export { appendItem, insertProperty, type Where } from './insert.ts';
export { removeProperty } from './remove.ts';
export { quote, renameKey, replaceText, replaceValue } from './replace.ts';
export { jsonText, yamlText } from './scalar.ts';
