/** The schema language of a file that a definition refers to, as far as its name tells. */
export function languageOf(reference: string): 'Avro' | 'Protobuf' | 'JSON Schema' {
  const file = reference.split('#')[0] ?? '';
  if (/\.(avsc|avdl|avpr)$/i.test(file)) return 'Avro';
  return /\.proto$/i.test(file) ? 'Protobuf' : 'JSON Schema';
}
