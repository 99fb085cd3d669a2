import { type Alias, type CST, isAlias, isMap, isScalar, isSeq, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Faults } from './build.ts';
import { eachDuplicate } from './duplicates.ts';
import { type Block, isMergeKey, type Node, type Property, type StringNode, type StringStyle } from './node.ts';
import { type FaultKind, maxAliasedNodes, maxDepth } from './tree.ts';

interface Context {
  readonly text: string;
  readonly document: number;
  readonly block: Block;
  /** Where the document begins in the text. */
  readonly base: number;
  readonly faults: Faults;
}

/** A node that an alias can name, once it has been read. */
interface Anchored {
  readonly node: Node;
  /** How many nodes it stands for, its own aliases unfolded. */
  readonly size: number;
  /** How many levels it has below itself. */
  readonly height: number;
}

interface Located {
  readonly block: Block;
  readonly start: number;
  readonly end: number;
}

type Tokens = readonly CST.SourceToken[] | undefined;

/**
 * Our nodes for what the `yaml` library composed. Offsets come from the library's tokens, since the ranges of its
 * collections reach over the comments and line breaks behind them.
 */
export function createConverter(context: Context): (contents: unknown, tokens: Tokens) => Node | undefined {
  const { text, document, block, base, faults } = context;
  const anchors = new Map<string, Anchored | 'open'>();
  let depth = 0;
  let deepest = 0;
  /** Nodes so far, those behind aliases counted at each alias. */
  let unfolded = 0;
  let aliased = 0;
  let bombed = false;

  const fault = (kind: FaultKind, located: Located, detail: string): void =>
    faults.add({ kind, span: { start: base + located.start, end: base + located.end }, document, detail });
  const locate = (start: number, end: number): Located => {
    const from = Math.min(Math.max(start - base, 0), text.length - base);
    return { block, start: from, end: Math.min(Math.max(end - base, from), text.length - base) };
  };
  const absentAt = (offset: number): Node => ({ kind: 'null', ...locate(offset, offset), absent: true });

  const convert = (node: unknown, emptyAt: number): Node => {
    unfolded++;
    depth++;
    if (depth > deepest) deepest = depth;
    const anchor = isAlias(node) || !hasAnchor(node) ? undefined : node.anchor;
    let result: Node;
    if (anchor === undefined) result = convertPlain(node, emptyAt);
    else {
      const deepestBefore = deepest;
      const unfoldedBefore = unfolded - 1;
      deepest = depth;
      anchors.set(anchor, 'open');
      result = convertPlain(node, emptyAt);
      anchors.set(anchor, { node: result, size: unfolded - unfoldedBefore, height: deepest - depth });
      deepest = Math.max(deepest, deepestBefore);
    }
    depth--;
    return result;
  };

  const convertPlain = (node: unknown, emptyAt: number): Node => {
    if (isScalar(node)) return scalar(node, emptyAt);
    if (isMap(node)) return map(node);
    if (isSeq(node)) return sequence(node);
    return isAlias(node) ? alias(node) : absentAt(emptyAt);
  };

  const scalar = (node: Scalar, emptyAt: number): Node => {
    const { value } = node;
    const written = node.source ?? '';
    const style = styles[node.type ?? 'PLAIN'] ?? 'plain';
    const [start, end] = node.range ?? [emptyAt, emptyAt];
    if (written === '' && style === 'plain' && (value === null || value === '')) {
      if (value === null) return absentAt(emptyAt);
      return { kind: 'string', ...locate(emptyAt, emptyAt), value: '', style };
    }
    const located = locate(start, style === 'block' ? trimmedEnd(text, start, end) : end);
    if (value === null) return { kind: 'null', ...located, absent: false };
    if (typeof value === 'boolean') return { kind: 'boolean', ...located, value };
    if (typeof value === 'number') return { kind: 'number', ...located, raw: written, value };
    const result: StringNode = { kind: 'string', ...located, value: typeof value === 'string' ? value : written, style };
    if (style === 'double' && !result.value.isWellFormed()) loneSurrogates(result);
    return result;
  };

  const loneSurrogates = (node: StringNode): void => {
    const raw = text.slice(base + node.start, base + node.end);
    for (const found of raw.matchAll(surrogateEscapes)) {
      if (!found[1]) continue;
      const start = node.start + found.index;
      fault('lone-surrogate', { block, start, end: start + found[0].length }, found[0]);
    }
  };

  const sequence = (node: YAMLSeq): Node => {
    const source = node.srcToken as CST.BlockSequence | CST.FlowCollection | undefined;
    const [start, rangeEnd] = node.range ?? [0, 0];
    const flow = node.flow === true;
    const items: Node[] = [];
    const dashes = source?.type === 'block-seq' ? source.items.filter((item) => item.value || item.start.some(isDash)) : [];
    let end = flow ? rangeEnd : start;
    // The collection that is one level too deep is read as an empty one.
    const read = depth > maxDepth ? [] : node.items;
    read.forEach((item, index) => {
      const after = flow ? (isLocated(item) ? item.range[0] : end) : afterIndicator(dashes[index]?.start, 'seq-item-ind', end);
      const converted = isPair(item) ? pairItem(item) : convert(item, after);
      items.push(converted);
      if (!flow) end = Math.max(base + converted.end, after);
    });
    return { kind: 'array', ...around(locate(start, flow ? rangeEnd : end), items), items, flow };
  };

  /** A bare pair in a sequence, which the library makes only for sets and the like. */
  const pairItem = (pair: Pair): Node => {
    const read = property(pair, true);
    return { kind: 'object', block, start: read.start, end: read.end, properties: [read], flow: true };
  };

  const map = (node: YAMLMap): Node => {
    const [start, rangeEnd] = node.range ?? [0, 0];
    const flow = node.flow === true;
    const properties = (depth > maxDepth ? [] : node.items).filter(isPair).map((pair) => property(pair, flow));
    for (const { key } of properties) if (isMergeKey(key)) fault('merge-key', key, 'YAML 1.2 has no merge keys.');
    eachDuplicate(properties, (later, first) => {
      const related = { start: base + first.key.start, end: base + first.key.end };
      faults.add({
        kind: 'duplicate-key',
        span: { start: base + later.key.start, end: base + later.key.end },
        document,
        detail: later.key.value,
        related,
      });
    });
    const first = properties[0];
    const last = properties.at(-1);
    const isBraced = node.srcToken?.type === 'flow-collection';
    const located = isBraced || !first || !last ? around(locate(start, rangeEnd), properties) : { block, start: first.start, end: last.end };
    return { kind: 'object', ...located, properties, flow };
  };

  const property = (pair: Pair, flow: boolean): Property => {
    const token = pair.srcToken;
    const keyStart = isLocated(pair.key) ? pair.key.range[0] : (token?.start.at(-1)?.offset ?? base);
    const key = keyOf(convert(pair.key, token?.sep?.find(isColon)?.offset ?? afterIndicator(token?.start, 'explicit-key-ind', keyStart)));
    const emptyAt = afterIndicator(token?.sep, 'map-value-ind', base + key.end);
    const value = convert(pair.value, emptyAt);
    const mark = token?.start.find(
      (candidate) => candidate.type === 'anchor' || candidate.type === 'tag' || (!flow && candidate.type === 'explicit-key-ind'),
    );
    const start = mark ? Math.min(mark.offset - base, key.start) : key.start;
    return { block, start: Math.max(start, 0), end: Math.max(value.end, key.end), key, value };
  };

  const keyOf = (node: Node): StringNode => {
    if (node.kind === 'string') return node;
    const written = text.slice(base + node.start, base + node.end);
    fault('non-text-key', node, node.kind);
    return { kind: 'string', block, start: node.start, end: node.end, value: written, style: 'plain' };
  };

  const alias = (node: Alias): Node => {
    const [start, end] = node.range ?? [base, base];
    const located = locate(start, end);
    const target = anchors.get(node.source);
    const nothing: Node = { kind: 'null', ...located, absent: true };
    if (!target) {
      fault('syntax', located, `No anchor \`&${node.source}\` stands before this alias.`);
      return nothing;
    }
    if (target === 'open') {
      fault('alias-bomb', located, `The alias \`*${node.source}\` stands inside of its own anchor, so it has no end.`);
      return nothing;
    }
    if (depth + target.height > maxDepth) {
      fault('too-deep', located, `Unfolded, the aliases nest deeper than ${maxDepth} levels.`);
      return nothing;
    }
    if (aliased + target.size > maxAliasedNodes) {
      if (!bombed) fault('alias-bomb', located, `The aliases of this document stand for more than ${maxAliasedNodes} values.`);
      bombed = true;
      return nothing;
    }
    aliased += target.size;
    unfolded += target.size - 1;
    deepest = Math.max(deepest, depth + target.height);
    return { ...target.node, ...located };
  };

  return (contents, tokens) => {
    const emptyAt = tokens?.find((token) => token.type === 'doc-start');
    const node = convert(contents, emptyAt ? emptyAt.offset + emptyAt.source.length : base);
    return node.kind === 'null' && node.absent && node.start === node.end ? undefined : node;
  };

  /** Right after the indicator, and after one space behind it if there is one: where a value would be typed. */
  function afterIndicator(tokens: Tokens, type: CST.SourceToken['type'], otherwise: number): number {
    const indicator = tokens?.findLast((token) => token.type === type);
    if (!indicator) return otherwise;
    const after = indicator.offset + indicator.source.length;
    return text[after] === ' ' ? after + 1 : after;
  }
}

const styles: Readonly<Record<string, StringStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_FOLDED: 'block',
  BLOCK_LITERAL: 'block',
};

/** Escapes of a double-quoted text; the group is set where one is half of a character. */
const surrogateEscapes = /\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\(u[dD][89a-fA-F][0-9a-fA-F]{2})|\\[\s\S]/g;

/** A place that reaches around its children, wherever the library puts them in a broken text. */
function around(own: Located, children: readonly Located[]): Located {
  const [first, last] = [children[0], children.at(-1)];
  return first && last ? { block: own.block, start: Math.min(own.start, first.start), end: Math.max(own.end, last.end) } : own;
}

const isColon = (token: CST.SourceToken): boolean => token.type === 'map-value-ind';
const isDash = (token: CST.SourceToken): boolean => token.type === 'seq-item-ind';

const isPair = (value: unknown): value is Pair =>
  typeof value === 'object' && value !== null && 'key' in value && 'value' in value && !isScalar(value);

const hasAnchor = (node: unknown): node is { readonly anchor: string } =>
  typeof node === 'object' && node !== null && 'anchor' in node && typeof node.anchor === 'string';

const isLocated = (node: unknown): node is { readonly range: readonly [number, number, number] } =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);

function trimmedEnd(text: string, start: number, end: number): number {
  let at = Math.min(end, text.length);
  while (at > start && text.charCodeAt(at - 1) <= 32) at--;
  return at;
}
