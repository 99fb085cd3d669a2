import type { Finding } from '../model/finding.ts';
import { createMemoryHost } from '../hosts/memory.ts';
import { linesOf } from '../text/lines.ts';
import { createSource } from '../text/source.ts';
import type { Span } from '../text/span.ts';
import { createWorkspace, type Workspace, type WorkspaceSnapshot } from '../workspace/workspace.ts';
import { trialOf } from './fixes.testing.ts';

/**
 * A rule's page: documentation and test in one. Under *Fails* each case shows files and, in a block called `findings`, what this
 * rule says of them; a block whose name ends in `(fixed)` holds a file after the first fix. Under *Passes* the rule is silent.
 */
export interface Page {
  readonly title: string;
  readonly fails: readonly Case[];
  readonly passes: readonly Case[];
  /** Everything in order, so that the page can be written again. */
  readonly parts: readonly Part[];
}

export interface Case {
  readonly title: string;
  readonly files: ReadonlyMap<string, string>;
  readonly findings: string | undefined;
  readonly fixed: ReadonlyMap<string, string>;
}

type Part = string | Block;

interface Block {
  readonly language: string;
  /** A file's name, or nothing. */
  readonly name: string;
  readonly role: 'file' | 'fixed' | 'findings' | 'other';
  readonly content: string;
}

export function readPage(markdown: string): Page {
  const parts = partsOf(markdown);
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? '';
  const sections = { Fails: [] as Case[], Passes: [] as Case[] };
  for (const { section, case: found } of casesOf(parts)) if (section === 'Fails' || section === 'Passes') sections[section].push(found);
  return { title, fails: sections.Fails, passes: sections.Passes, parts };
}

/** A case's files as a workspace. */
export function workspaceOf(files: ReadonlyMap<string, string>): Workspace {
  const host = createMemoryHost(Object.fromEntries([...files].map(([path, text]) => [path, bytesOf(text)])));
  return createWorkspace(host, [host.root]);
}

/** The findings as a page writes them: place, severity, message, then the fixes and the related places. */
export function spell(findings: readonly Finding[], snapshot: WorkspaceSnapshot): string {
  const lines: string[] = [];
  for (const finding of findings.toSorted(inOrder)) {
    lines.push(`${range(finding.uri, finding.span, snapshot)} ${finding.severity} ${finding.message}`);
    for (const { title, safety } of finding.fixes) lines.push(`  fix: ${title} (${safety})`);
    for (const { place, key, message } of finding.related) {
      const span = snapshot.locate(place, key);
      lines.push(`  see: ${span ? range(place.uri, span, snapshot) : `${pathOf(place.uri)}#${place.pointer}`} ${message}`);
    }
  }
  return lines.map((line) => `${line}\n`).join('');
}

export const pathOf = (uri: string): string => decodeURIComponent(uri.replace('file:///work/', ''));

export const inOrder = (a: Finding, b: Finding): number =>
  compare(a.uri, b.uri) || a.span.start - b.span.start || a.span.end - b.span.end || compare(a.message, b.message);

/** The page with the findings and the fixed files of its cases as they are now. */
export function rewritePage(page: Page, rule: string): string {
  const written: Part[] = [];
  let pending: Part[] = [];
  const flush = (section: string | undefined): void => {
    const files = new Map(pending.filter((part) => isBlock(part, 'file')).map(({ name, content }) => [name, content]));
    const kept = pending.filter((part) => typeof part === 'string' || (part.role !== 'findings' && part.role !== 'fixed'));
    const last = kept.findLastIndex((part) => isBlock(part, 'file'));
    if (section === 'Fails' && last >= 0) kept.splice(last + 1, 0, ...results(files, rule));
    written.push(...kept);
    pending = [];
  };
  let section: string | undefined;
  for (const part of page.parts) {
    if (typeof part === 'string' && /^##? ?#? /m.test(part)) {
      flush(section);
      section = /^## (.+)$/m.exec(part)?.[1] ?? section;
    }
    pending.push(part);
  }
  flush(section);
  return `${written
    .map((part) =>
      typeof part === 'string'
        ? part.trim()
        : `\`\`\`${part.language}${part.name && ` ${part.name}`}${part.role === 'fixed' ? ' (fixed)' : ''}\n${part.content}\`\`\``,
    )
    .filter((text) => text !== '')
    .join('\n\n')}\n`;
}

function results(files: ReadonlyMap<string, string>, rule: string): readonly Block[] {
  const { findings, snapshot, apply } = trialOf(workspaceOf(files));
  const own = findings.filter((finding) => finding.rule === rule).toSorted(inOrder);
  const fix = own.flatMap((finding) => finding.fixes)[0];
  const after = fix ? [...apply(fix)].map(([uri, text]) => [pathOf(uri), text] as const) : [];
  return [
    { language: 'findings', name: '', role: 'findings', content: spell(own, snapshot) },
    ...after.map(([name, content]): Block => ({ language: name.split('.').at(-1) ?? '', name, role: 'fixed', content })),
  ];
}

function* casesOf(parts: readonly Part[]): Iterable<{ readonly section: string; readonly case: Case }> {
  let section = '';
  let title = '';
  let blocks: Block[] = [];
  const made = function* (): Iterable<{ readonly section: string; readonly case: Case }> {
    const of = (role: Block['role']): readonly Block[] => blocks.filter((block) => block.role === role);
    const byName = (some: readonly Block[]): ReadonlyMap<string, string> => new Map(some.map(({ name, content }) => [name, content]));
    if (of('file').length > 0)
      yield { section, case: { title, files: byName(of('file')), findings: of('findings')[0]?.content, fixed: byName(of('fixed')) } };
    blocks = [];
  };
  for (const part of parts) {
    if (typeof part !== 'string') {
      blocks.push(part);
      continue;
    }
    for (const line of part.split('\n')) {
      const heading = /^(##|###) (.+)$/.exec(line);
      if (!heading) continue;
      yield* made();
      if (heading[1] === '##') section = heading[2] ?? '';
      title = heading[1] === '##' ? '' : (heading[2] ?? '');
    }
  }
  yield* made();
}

/** Texts, headings apart from each other, and fenced blocks. */
function partsOf(markdown: string): readonly Part[] {
  const parts: Part[] = [];
  let text: string[] = [];
  let block: { readonly info: string; readonly lines: string[] } | undefined;
  const flush = (): void => {
    if (text.join('').trim() !== '') parts.push(text.join('\n'));
    text = [];
  };
  for (const line of markdown.split('\n')) {
    if (block && line === '```') {
      parts.push(blockOf(block.info, block.lines.map((one) => `${one}\n`).join('')));
      block = undefined;
    } else if (block) block.lines.push(line);
    else if (line.startsWith('```')) {
      flush();
      block = { info: line.slice(3).trim(), lines: [] };
    } else {
      if (/^#{2,3} /.test(line)) flush();
      text.push(line);
    }
  }
  flush();
  return parts;
}

function blockOf(info: string, content: string): Block {
  const [, language = '', name = '', fixed] = /^(\S*)\s*(.*?)(\s*\(fixed\))?$/.exec(info) ?? [];
  const role = language === 'findings' ? 'findings' : name === '' ? 'other' : fixed ? 'fixed' : 'file';
  return { language, name, role, content };
}

const isBlock = (part: Part, role: Block['role']): part is Block => typeof part !== 'string' && part.role === role;

function range(uri: string, span: Span, snapshot: WorkspaceSnapshot): string {
  const source = snapshot.tree(uri)?.source ?? createSource(uri, '');
  const { start, end } = linesOf(source).range(span);
  return `${pathOf(uri)}:${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A page cannot hold a byte that is no UTF-8, so a replacement character stands for one. */
function bytesOf(text: string): string | Uint8Array {
  if (!text.includes('\ufffd')) return text;
  const pieces = text.split('\ufffd').map((piece) => [...new TextEncoder().encode(piece)]);
  return new Uint8Array(pieces.flatMap((piece, index) => (index ? [0xff, ...piece] : piece)));
}
