import { get, type Node, textOf } from '../syntax/node.ts';
import { at } from '../syntax/pointer.ts';
import type { Attribute, AttributeType, Envelope } from './envelope.ts';

/**
 * The value of a Debezium change event, where the converter leaves the schema away (Debezium Reference, Change event values).
 * Its type is the name of the topic that the connector writes the table to, such as `dbserver1.inventory.customers`, so one
 * definition speaks of the rows of one table. The data is the row as it is now; of a deleted one, as it was.
 */
export const debezium: Envelope = changeEvent('debezium', 'Debezium', '');

/** The same as JsonConverter writes it with `schemas.enable`: the event is the `payload` beside a `schema` of Kafka Connect. */
export const debeziumWithSchema: Envelope = { ...changeEvent('debezium-schema', 'Debezium with its schema', '/payload'), variantOf: 'debezium' };

function changeEvent(id: string, title: string, root: string): Envelope {
  const attribute = (name: string, type: AttributeType, required: boolean, description: string, more: Partial<Attribute> = {}): Attribute => ({
    name: name.slice(name.lastIndexOf('/') + 1),
    pointer: `${root}/${name}`,
    type,
    required,
    description,
    kind: 'core',
    ...more,
  });
  return {
    id,
    title,
    url: 'https://debezium.io/documentation/reference/stable/connectors/postgresql.html#postgresql-events',
    roles: {
      type: [`${root}/source/table`, `${root}/source/collection`],
      source: `${root}/source/name`,
      time: `${root}/ts_ms`,
      data: [`${root}/after`, `${root}/before`],
    },
    derived: { type: { read: (event) => topicOf(at(event, `${root}/source`)) } },
    attributes: [
      attribute('op', 'Text', true, 'What was done: create, update, delete, read (a snapshot), truncate, or a message.', {
        values: ['c', 'u', 'd', 'r', 't', 'm'],
        example: 'c',
      }),
      attribute('before', 'JSON', false, 'The row as it was before; null for a new one.'),
      attribute('after', 'JSON', false, 'The row as it is now; null for a deleted one.', { generate: 'data' }),
      attribute('source', 'JSON', true, 'Where the change comes from: connector, database, table and position in the log.'),
      attribute('source/connector', 'Text', false, 'The kind of connector, such as `postgresql`.', { example: 'postgresql' }),
      attribute('source/name', 'Text', true, 'The name of the connector, which begins the names of its topics.', { example: 'dbserver1' }),
      attribute('source/db', 'Text', false, 'The database.', { example: 'inventory' }),
      attribute('source/schema', 'Text', false, 'The schema, for databases that have some.', { example: 'public' }),
      attribute('source/table', 'Text', false, 'The table.', { example: 'customers' }),
      attribute('source/collection', 'Text', false, 'The collection, for MongoDB.', { example: 'customers' }),
      attribute('source/ts_ms', 'Long', false, 'When the row was changed in the database, in milliseconds since 1970.'),
      attribute('ts_ms', 'Long', false, 'When the connector handled the change, in milliseconds since 1970.', { example: '1767780000000' }),
      attribute('ts_us', 'Long', false, 'The same in microseconds.'),
      attribute('ts_ns', 'Long', false, 'The same in nanoseconds.'),
      attribute('transaction', 'JSON', false, 'The transaction that the change is part of, where that is told.'),
    ],
    freeTypes: true,
    extensible: false,
    recognises(value) {
      const event = at(value, root);
      if (root !== '' && get(value, 'schema') === undefined) return false;
      return /^[cudrtm]$/.test(textOf(get(event, 'op')) ?? '') && textOf(get(get(event, 'source'), 'connector')) !== undefined;
    },
  };
}

/** How the connectors name their topics: `name.schema.table`, `name.db.table`, and of SQL Server `name.db.schema.table`. */
function topicOf(source: Node | undefined): string | undefined {
  const part = (name: string): string | undefined => textOf(get(source, name)) || undefined;
  const table = part('table') ?? part('collection');
  const holders = part('connector') === 'sqlserver' ? [part('db'), part('schema')] : [part('schema') ?? part('db')];
  const names = [part('name'), ...holders, table];
  return table === undefined || part('name') === undefined ? undefined : names.filter((name) => name !== undefined).join('.');
}
