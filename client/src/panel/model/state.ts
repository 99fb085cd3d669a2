import type { ComposeResult, ConnectionItem, EventItem, Location } from '../../../../server/src/lsp/protocol.ts';
import type { EmbeddedBroker, TransportInfo } from '../../courier/courier.ts';
import type { Mode } from '../../delivery/event.ts';
import type { Settings } from '../../transports/transport.ts';

/** All that the composer is drawn from. Immutable: the controller replaces it, `compose.ts` draws it. */
export interface PanelState {
  readonly trusted: boolean;
  /** Whether the engine has told its events at least once; until then, none does not mean that there are none. */
  readonly known: boolean;
  readonly events: readonly EventItem[];
  readonly connections: readonly ConnectionItem[];
  readonly transports: readonly TransportInfo[];
  readonly embedded?: EmbeddedBroker;
  /** The sample that is to be sent; undefined where the chosen event has none. */
  readonly sample?: SamplePlace;
  /** The chosen event's key; told from the sample otherwise. */
  readonly event?: string;
  readonly connection: string;
  /** What was typed into the target's fields, by event and connection. */
  readonly targets: Readonly<Record<string, Settings>>;
  readonly mode?: Mode;
  readonly composed: Composed;
  /** Keys of the workspace's connections that were allowed as they stand now. */
  readonly allowed: ReadonlySet<string>;
  /** Whether to listen at the target; where nobody said, it depends on whether the transport may do so by itself. */
  readonly listening?: boolean;
  /** Something that went wrong outside of any one event. */
  readonly trouble?: string;
}

export interface SamplePlace {
  readonly uri: string;
  readonly document: number;
  readonly pointer: string;
}

export type Composed =
  | { readonly state: 'none' }
  | { readonly state: 'checking'; readonly last?: ComposeResult }
  | { readonly state: 'ready'; readonly result: ComposeResult }
  | { readonly state: 'failed'; readonly message: string };

export const initial: PanelState = {
  trusted: false,
  known: false,
  events: [],
  connections: [],
  transports: [],
  connection: 'built-in:embedded',
  targets: {},
  composed: { state: 'none' },
  allowed: new Set(),
};

/** A connection as it is chosen from. */
export interface Choice {
  readonly key: string;
  readonly name: string;
  readonly label: string;
  readonly transport: string;
  readonly production: boolean;
  /** The workspace's file that brings it; undefined for what is built in. */
  readonly item?: ConnectionItem;
}

export const embeddedKey = 'built-in:embedded';
export const inProcessKey = 'built-in:in-process';

export function choices(state: PanelState): readonly Choice[] {
  const title = (id: string) => state.transports.find((each) => each.id === id)?.title ?? id;
  const more = state.embedded ? `:${state.embedded.port}` : '(MQTT)';
  return [
    { key: embeddedKey, name: 'embedded broker', label: `Embedded broker ${more}`, transport: 'embedded', production: false },
    ...state.connections.map((item) => ({
      key: locationKey(item.location),
      name: item.name,
      label: `${item.name} (${title(item.transport)})`,
      transport: item.transport,
      production: item.production,
      item,
    })),
    ...(state.transports.some(({ id }) => id === 'in-process')
      ? [{ key: inProcessKey, name: 'in process', label: 'In process (this window only)', transport: 'in-process', production: false }]
      : []),
  ];
}

export const chosen = (state: PanelState): Choice | undefined => choices(state).find(({ key }) => key === state.connection);

export const listens = (state: PanelState): boolean => state.listening ?? transportOf(state)?.echo ?? false;

export const transportOf = (state: PanelState): TransportInfo | undefined => state.transports.find(({ id }) => id === chosen(state)?.transport);

export const locationKey = ({ uri, document, pointer }: SamplePlace | Location): string => `${uri}#${document}#${pointer}`;

/** What was composed last, though a newer check may be under way. */
export function lastComposed(state: PanelState): ComposeResult | undefined {
  return state.composed.state === 'ready' ? state.composed.result : state.composed.state === 'checking' ? state.composed.last : undefined;
}

/** The event that is chosen: by its own key, else the one that judges the sample, else the one that lists it. */
export function chosenEvent(state: PanelState): EventItem | undefined {
  const { sample } = state;
  const judge = lastComposed(state)?.verdict.definition?.location;
  return (
    state.events.find(({ location }) => state.event !== undefined && locationKey(location) === state.event) ??
    state.events.find(({ location }) => judge !== undefined && locationKey(location) === locationKey(judge)) ??
    state.events.find(({ samples }) => sample !== undefined && samples.some(({ location }) => locationKey(location) === locationKey(sample)))
  );
}
