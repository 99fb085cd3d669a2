import type { Notice } from '../messages.ts';
import { el, icon } from './dom.ts';
import { button } from './elements.ts';
import type { HostLine } from './host.ts';

/** The banner above the composer: what stands in the way of sending, and what to do. */
export function noticeOf(notice: Notice, host: HostLine): HTMLElement {
  const act = (what: 'manage-trust' | 'allow-connection' | 'show-connection' | 'retry') => () => host.tell({ type: 'do', what });
  switch (notice.kind) {
    case 'untrusted':
      return banner(
        'workspace-untrusted',
        [
          strong('Sending is off in Restricted Mode.'),
          ' Events and samples are still checked. Trust this folder only if you know who wrote its connections.',
        ],
        [button('Manage Workspace Trust', act('manage-trust'), { secondary: true })],
      );
    case 'confirm':
      return banner(
        'shield',
        [
          strong(notice.connection),
          " comes from this folder's eventwright.yaml and connects to ",
          strong(notice.endpoint),
          '. Allow it once to send.',
        ],
        [button(`Allow ${notice.connection}`, act('allow-connection')), button('Show in File', act('show-connection'), { secondary: true })],
      );
    case 'trouble':
      return banner('error', [notice.text], notice.retry ? [button('Try Again', act('retry'), { secondary: true })] : []);
  }
}

const strong = (text: string): HTMLElement => el('b', {}, text);

const banner = (picture: string, words: readonly (Node | string)[], actions: readonly HTMLElement[]): HTMLElement =>
  el(
    'div',
    { class: 'notice', role: 'note' },
    icon(picture, picture === 'error' ? 'bad' : 'ask'),
    el('p', {}, ...words),
    el('div', { class: 'actions' }, ...actions),
  );
