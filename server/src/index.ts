/** What hosts outside of the server may use of the engine: the command line, scripts and tests. */
export type { Config } from './model/config.ts';
export type { DefinedEvent } from './model/facts.ts';
export type { Finding, Fix, Related, Severity } from './model/finding.ts';
export type { Place } from './model/place.ts';
export type { Sample } from './model/sample.ts';
export { type ComposedEvent, composeEvent } from './features/compose.ts';
export { judgeText } from './features/judge-text.ts';
export { rules } from './rules/index.ts';
export { parse } from './syntax/index.ts';
export { type Cancel, Cancelled, never } from './text/cancel.ts';
export { applyEdits, type Edit, type Edits } from './text/edits.ts';
export { linesOf, type Position, type Range } from './text/lines.ts';
export { didYouMean } from './text/similar.ts';
export { createSource, type Source } from './text/source.ts';
export type { Host } from './workspace/host.ts';
export { canonicalUri } from './workspace/uris.ts';
export { createWorkspace, type Workspace, type WorkspaceSnapshot } from './workspace/workspace.ts';
