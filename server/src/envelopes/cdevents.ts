import { get, textOf } from '../syntax/node.ts';
import { mediaTypeForm } from './attribute-value.ts';
import type { Attribute, AttributeType, Envelope } from './envelope.ts';

/** CDEvents: a `context` with what every event has, a `subject` with what this one tells. */
export const cdevents: Envelope = {
  id: 'cdevents',
  title: 'CDEvents',
  url: 'https://cdevents.dev/docs/spec/',
  roles: {
    type: '/context/type',
    id: '/context/id',
    source: '/context/source',
    time: '/context/timestamp',
    subject: '/subject/id',
    data: '/subject/content',
    dataschema: '/context/schemaUri',
  },
  attributes: [
    context('id', 'String', true, 'Names this one event, together with its source.', 'id'),
    context('source', 'URI-reference', true, 'The system in which it happened.', 'source'),
    context('type', 'String', true, 'What happened: `dev.cdevents.<subject>.<predicate>.<version>`.', 'type'),
    context('timestamp', 'Timestamp', true, 'When it happened, as RFC 3339 writes it.', 'now'),
    // Releases before 0.6 call it `version`, so neither name is required here; the schema of the event's release decides.
    context('specversion', 'String', false, 'The release of CDEvents that this event follows.'),
    context('version', 'String', false, 'The release of CDEvents that this event follows, as releases before 0.6 call it.'),
    context('chainId', 'String', false, 'The same for all events of one chain of work.'),
    context('schemaUri', 'URI', false, 'A further schema that the event follows.'),
    { ...context('links', 'JSON', false, 'Other events that this one belongs to.'), nonEmpty: false },
    subject('id', 'String', true, 'What the event is about, unique within the source of the subject.'),
    subject('source', 'URI-reference', false, 'The system that the subject lives in, where that is not the source of the event.'),
    { ...subject('content', 'JSON', true, 'What the event tells of its subject.'), nonEmpty: false, generate: 'data' },
    {
      name: 'customData',
      pointer: '/customData',
      type: 'JSON',
      required: false,
      description: 'Data of your own beside what CDEvents defines.',
      kind: 'core',
    },
    {
      name: 'customDataContentType',
      pointer: '/customDataContentType',
      type: 'String',
      required: false,
      form: mediaTypeForm,
      description: 'The media type of `customData`.',
      kind: 'core',
    },
  ],
  extensible: false,
  recognises(value) {
    const context = get(value, 'context');
    if (context?.kind !== 'object') return false;
    if (textOf(get(context, 'type'))?.startsWith('dev.cdevents')) return true;
    const known = ['id', 'source', 'type', 'timestamp', 'version', 'specversion'].filter((name) => get(context, name));
    return known.length >= 3 && get(value, 'subject')?.kind === 'object';
  },
};

function context(name: string, type: AttributeType, required: boolean, description: string, generate?: 'id' | 'source' | 'type' | 'now'): Attribute {
  const attribute: Attribute = { name, pointer: `/context/${name}`, type, required, nonEmpty: true, description, kind: 'core' };
  return generate ? { ...attribute, generate } : attribute;
}

function subject(name: string, type: AttributeType, required: boolean, description: string): Attribute {
  return { name, pointer: `/subject/${name}`, type, required, nonEmpty: true, description, kind: 'core' };
}
