import type { Attribute, AttributeType } from './envelope.ts';

/**
 * The extensions that the CloudEvents project documents (cloudevents/extensions in its repository), with the types given
 * there. `required` is false throughout: an extension asks for its attributes only where it is used.
 */
export const documentedExtensions: readonly Attribute[] = [
  // Partitioning
  text('partitionkey', 'Events with the same key stay together and in order on brokers that partition.', 'customer-4711'),
  // Sequence
  text('sequence', 'The place of this event among those of its source: texts that sort in the order of the events.', '0000000042'),
  text('sequencetype', 'How to read the sequence, e.g. `Integer` for whole numbers written as text.', 'Integer'),
  // Distributed tracing
  text(
    'traceparent',
    'Ids of the trace and of the span that caused the event, as W3C Trace Context writes them.',
    '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  ),
  anyText('tracestate', 'What tracing vendors add to the trace, as W3C Trace Context writes it.', 'vendor=value'),
  // Claim check
  of('URI-reference', 'dataref', 'Where the data is kept when it is not, or not only, in the event.', 'https://example.com/payloads/4711'),
  // Sampling
  {
    ...of('Integer', 'sampledrate', 'How many events this one stands for; 1 when none was left out.', '30'),
    minimum: 1,
  },
  // Expiry and recording
  of('Timestamp', 'expirytime', 'After this moment the event is of no more use.', '2026-01-07T11:00:00Z'),
  of('Timestamp', 'recordedtime', 'When the event was made, which may be later than when it happened.', '2026-01-07T10:00:05Z'),
  // Severity
  text('severitytext', 'The level as its source calls it.', 'WARN'),
  {
    ...of('Integer', 'severitynumber', 'The level as a number that grows with the severity, as OpenTelemetry counts.', '13'),
    minimum: 0,
  },
  // Correlation
  text('correlationid', 'The same for all events of one flow of work.', 'checkout-4711'),
  text('causationid', 'The id of the event that caused this one.', '8d3c1f0e-5b7a-4a53-9d0e-6f1f6a2f7c11'),
  // Auth context
  anyText('authtype', 'What kind of principal caused the event.', 'app_user'),
  anyText('authid', 'Who caused the event. Never a credential.', 'user-4711'),
  anyText('authclaims', 'Claims of who caused the event, as a JSON text. Never a credential.', '{"role":"clerk"}'),
  // Business activity monitoring
  text('bamtxid', 'The running instance of a transaction of a business process.', 'tx-000042'),
  text('bampid', 'The model of the business process.', 'order-to-cash'),
  text('bamptxid', 'The model of the transaction within the process.', 'payment'),
  text('bamptxsid', 'The step of the transaction.', 'start'),
  text('bamptxsstatus', 'How the step stands.', 'success'),
  of('Boolean', 'bamptxcompleted', 'Whether the transaction has ended, well or badly.', 'true'),
  // Data classification
  anyText('dataclassification', 'How confidential the data is.', 'internal'),
  text('dataregulation', 'The regulations that apply to the data, separated by commas.', 'GDPR'),
  text('datacategory', 'What category of data it is, in the terms of the regulation.', 'sensitive'),
  // Deprecation
  of('Boolean', 'deprecated', 'Whether events of this type are on their way out.', 'true'),
  of('Timestamp', 'deprecationfrom', 'Since when the type is deprecated.', '2026-01-01T00:00:00Z'),
  of('Timestamp', 'deprecationsunset', 'From when on the type is no longer supported.', '2026-12-31T00:00:00Z'),
  of('URI', 'deprecationmigration', 'Where to read what to use instead.', 'https://example.com/migrate'),
  // OPC UA
  of('Integer', 'opcuametadatamajorversion', 'The major version of the metadata that describes the data set.', '1'),
  of('Integer', 'opcuametadataminorversion', 'The minor version of the metadata that describes the data set.', '0'),
  of('Integer', 'opcuastatus', 'The overall status of the data set message.', '0'),
  // Verifiability
  text('dssematerial', 'The signature of the event: a DSSE envelope in Base64.', 'eyJwYXlsb2FkIjoiIn0='),
  anyText('signedextattrs', 'The names of the extensions that are signed too, separated by commas.', 'partitionkey,correlationid'),
];

function text(name: string, description: string, example: string): Attribute {
  return { ...of('String', name, description, example), nonEmpty: true };
}

function anyText(name: string, description: string, example: string): Attribute {
  return of('String', name, description, example);
}

function of(type: AttributeType, name: string, description: string, example: string): Attribute {
  return { name, pointer: `/${name}`, type, required: false, description, example, kind: 'extension' };
}
