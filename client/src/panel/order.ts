import type { ComposeResult } from '../../../server/src/lsp/protocol.ts';
import type { Mode } from '../delivery/event.ts';
import type { Settings } from '../transports/transport.ts';

/** What a person decided to send. The connection is named and looked up again each time, so its guards are asked each time. */
export interface Order {
  readonly composed: ComposeResult;
  readonly connection: string;
  readonly target: Settings;
  readonly mode: Mode;
  readonly replies: readonly string[];
}
