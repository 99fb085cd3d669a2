import { envelopeId } from '../envelopes/index.ts';
import { type Config, type ConnectionEntry, compatibilityModes, type IgnoreEntry, type RuleSetting, type SourceEntry } from '../model/config.ts';
import { get, type Node, textOf, textsOf, toValue } from '../syntax/node.ts';
import { child } from '../syntax/pointer.ts';
import type { Tree } from '../syntax/tree.ts';
import { memo } from '../text/memo.ts';

export const configNames: readonly string[] = ['eventwright.yaml', 'eventwright.yml'];

/** The workspace that has no `eventwright.yaml`. */
export function defaultConfig(root: string): Config {
  return Object.freeze({
    root,
    envelope: 'cloudevents',
    envelopeWritten: false,
    definitions: [],
    samples: [],
    exclude: [],
    domains: [],
    assertFormats: true,
    ignore: [],
    rules: {},
    connections: [],
  });
}

/**
 * What `eventwright.yaml` says. What it gets wrong is left at its default here and told by `parseable/invalid-config`: half of a
 * configuration is better than none while somebody types.
 */
export const readConfig: (tree: Tree, root: string) => Config = memo((tree: Tree, root: string): Config => {
  const node = tree.documents[0];
  const defaults = defaultConfig(root);
  const assertFormats = get(node, 'assertFormats');
  const envelope = textOf(get(node, 'envelope')) || undefined;
  return Object.freeze({
    uri: tree.source.uri,
    root,
    envelope: envelope === undefined ? defaults.envelope : envelopeId(envelope, tree.source.uri),
    envelopeWritten: envelope !== undefined,
    definitions: itemsOf(get(node, 'definitions')).flatMap(readEntry),
    samples: textsOf(get(node, 'samples')).map(({ value }) => value),
    exclude: textsOf(get(node, 'exclude')).map(({ value }) => value),
    ...withText(node, 'typePattern'),
    domains: textsOf(get(node, 'domains')).map(({ value }) => value),
    ...withText(node, 'dictionary'),
    ...withText(node, 'accepted'),
    ...readCompatibility(get(node, 'compatibility')),
    ignore: readIgnore(get(node, 'ignore')),
    assertFormats: assertFormats?.kind === 'boolean' ? assertFormats.value : defaults.assertFormats,
    rules: Object.fromEntries(entriesOf(get(node, 'rules')).map(([id, setting]) => [id, readRule(setting)])),
    connections: entriesOf(get(node, 'connections')).flatMap(([name, value]) => readConnection(name, value)),
  });
});

function readEntry(node: Node): readonly SourceEntry[] {
  if (node.kind === 'string') return [{ glob: node.value }];
  const describes = textOf(get(node, 'describes'));
  const format = textOf(get(node, 'format'));
  const typeFrom = textOf(get(node, 'typeFrom'));
  return textsOf(get(node, 'files')).map(({ value: glob }) => ({
    glob,
    ...(format !== undefined && { format }),
    ...((describes === 'event' || describes === 'data') && { describes }),
    ...(typeFrom !== undefined && { typeFrom }),
  }));
}

function withText<Name extends string>(node: Node | undefined, name: Name): { readonly [Key in Name]?: string } {
  const text = textOf(get(node, name));
  return text === undefined ? {} : ({ [name]: text } as { readonly [Key in Name]: string });
}

function readCompatibility(node: Node | undefined): Pick<Config, 'compatibility'> {
  const against = textOf(get(node, 'against'));
  if (against === undefined || against === '') return {};
  const written = textOf(get(node, 'mode'));
  return { compatibility: { against, mode: compatibilityModes.find((mode) => mode === written) ?? 'backward' } };
}

function readIgnore(node: Node | undefined): readonly IgnoreEntry[] {
  return node?.kind === 'array'
    ? node.items.flatMap((item, index): IgnoreEntry[] => {
        const rule = textOf(get(item, 'rule'));
        const file = textOf(get(item, 'file'));
        if (rule === undefined || file === undefined) return [];
        return [
          { rule, file, ...withText(item, 'pointer'), ...withText(item, 'reason'), ...withText(item, 'until'), place: child('/ignore', index) },
        ];
      })
    : [];
}

const severities: readonly unknown[] = ['error', 'warning', 'info', 'hint', 'off'];

function readRule(node: Node): RuleSetting {
  if (node.kind === 'object') {
    const { severity, ...options } = toValue(node) as Record<string, unknown>;
    return { options, ...(severities.includes(severity) && { severity: severity as NonNullable<RuleSetting['severity']> }) };
  }
  // YAML 1.1 readers make `false` of an unquoted `off`; ours does not, but a person may have written false.
  const written = node.kind === 'boolean' && !node.value ? 'off' : textOf(node);
  return severities.includes(written) ? { severity: written as NonNullable<RuleSetting['severity']> } : {};
}

function readConnection(name: string, node: Node): readonly ConnectionEntry[] {
  const transport = textOf(get(node, 'transport'));
  if (transport === undefined) return [];
  const { transport: _, production, ...settings } = toValue(node) as Record<string, unknown>;
  return [{ name, transport, production: production === true, settings, pointer: child('/connections', name) }];
}

const itemsOf = (node: Node | undefined): readonly Node[] => (node?.kind === 'array' ? node.items : node ? [node] : []);

const entriesOf = (node: Node | undefined): readonly (readonly [string, Node])[] =>
  node?.kind === 'object' ? node.properties.map(({ key, value }) => [key.value, value] as const) : [];
