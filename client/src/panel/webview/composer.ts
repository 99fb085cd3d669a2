import type { CheckPart, Composer, TargetField } from '../messages.ts';
import { el, icon, link, setAttribute } from './dom.ts';
import { button, fill, select, toolbarButton } from './elements.ts';
import { createFields } from './fields.ts';
import type { HostLine } from './host.ts';
import { noticeOf } from './notice.ts';

/** The composing side of the page: its elements are made once and then only told what is new, so that nobody loses the focus. */
export interface ComposerView {
  readonly notice: HTMLElement;
  readonly section: HTMLElement;
  show(composer: Composer): void;
  focus(on: 'send' | 'send-anyway'): void;
  /** In the narrow layout the composer folds to one line once something was sent. */
  fold(): void;
}

const modeTitles = { structured: 'Structured', binary: 'Binary', batch: 'Batch' } as const;

export function createComposer(host: HostLine): ComposerView {
  const event = select('Event', (key) => host.tell({ type: 'choose', what: 'event', key }));
  const sample = select('Sample', (key) => host.tell({ type: 'choose', what: 'sample', key }));
  const to = select('To', (key) => host.tell({ type: 'choose', what: 'connection', key }));
  const mode = select('Mode', (key) => {
    if (key === 'structured' || key === 'binary' || key === 'batch') host.tell({ type: 'mode', mode: key });
  });
  const production = el('span', { class: 'production', hidden: true }, 'Production');
  const act = (what: 'open-definition' | 'open-sample' | 'test-connection') => () => host.tell({ type: 'do', what });
  const openDefinition = toolbarButton('go-to-file', 'Open Definition', act('open-definition'));
  const editSample = toolbarButton('edit', 'Edit Sample', act('open-sample'));
  const test = toolbarButton('plug', 'Test Connection', act('test-connection'));
  const target = createFields(host);
  const advanced = createFields(host);
  const options = createOptions(host, () => showOptions());
  const modeRow = row('Mode', mode);
  const fields = el(
    'div',
    { class: 'fields' },
    ...row('Event', event, openDefinition),
    ...row('Sample', sample, editSample),
    ...row('To', to, production, test),
    target.element,
    options.button,
    ...modeRow,
    advanced.element,
  );

  const check = el('div', { class: 'check' });
  const reason = el('div', { class: 'reason' });
  const keys = el('span', { class: 'keys', 'aria-hidden': true }, ...shortcut().map((key) => el('kbd', {}, key)));
  const primary = button('Send', () => host.tell(problems ? { type: 'do', what: 'show-problems' } : { type: 'send', anyway: false }), {
    class: 'main',
  });
  const anyway = button('Send Anyway', () => host.tell({ type: 'send', anyway: true }), { secondary: true });
  const foot = el('div', { class: 'foot' }, check, reason, el('div', { class: 'actions' }, primary, anyway));

  const summaryText = el('span', { class: 'what' });
  const short = button('Send', () => host.tell({ type: 'send', anyway: false }));
  const summary = el(
    'div',
    { class: 'summary' },
    summaryText,
    toolbarButton('edit', 'Change What Is Sent', () => unfold()),
    short,
  );

  const notice = el('div', { class: 'notices' });
  const section = el('section', { class: 'composer', 'aria-label': 'Compose' }, summary, fields, foot);
  let problems = false;
  let current: Composer | undefined;
  let shownNotice = '';

  function show(composer: Composer): void {
    current = composer;
    problems = composer.primary === 'show-problems';
    fill(event, composer.events, composer.event);
    fill(sample, composer.samples, composer.sample);
    fill(to, composer.connections, composer.connection);
    fill(
      mode,
      composer.modes.map((key) => ({ key, label: modeTitles[key] })),
      composer.mode,
    );
    for (const each of [event, sample, to, mode]) each.disabled = !composer.enabled;
    production.hidden = composer.connections.find(({ key }) => key === composer.connection)?.production !== true;
    target.show(
      composer.fields.filter((field) => !field.advanced),
      composer.enabled,
    );
    advanced.show(
      composer.fields.filter((field) => field.advanced),
      composer.enabled,
    );
    options.say(summaryOf(composer));
    showOptions();
    openDefinition.hidden = composer.event === undefined;
    editSample.hidden = composer.sample === undefined;
    showCheck(composer);
    showNotice(composer);
    showActions(composer);
  }

  function showActions(composer: Composer): void {
    primary.textContent = { send: 'Send', 'send-to-production': 'Send to Production…', 'show-problems': 'Show Problems' }[composer.primary];
    short.textContent = primary.textContent;
    primary.disabled = !problems && !composer.canSend;
    short.disabled = primary.disabled;
    anyway.hidden = !problems;
    anyway.disabled = !composer.canSend;
    const isSaidAlready = composer.notice !== undefined || composer.check.state === 'none';
    reason.textContent = isSaidAlready || composer.canSend ? '' : (composer.reason ?? '');
    reason.hidden = reason.textContent === '';
    const [name = ''] = (composer.events.find(({ key }) => key === composer.event)?.label ?? 'Event').split(' ');
    summaryText.title = `${name} → ${composer.to ?? ''}`;
    summaryText.replaceChildren(el('b', {}, name), el('span', { class: 'to' }, ` → ${composer.to ?? ''}`));
    // What has to be read or decided is never folded away.
    section.classList.toggle('folded', host.draft().folded === true && composer.primary === 'send' && composer.canSend);
  }

  function showCheck({ canSend, check: { state, parts } }: Composer): void {
    const icons = {
      none: icon('info', 'muted'),
      checking: icon('loading', 'muted spin'),
      ok: icon('pass', 'ok'),
      undefined: icon('question', 'muted'),
      problems: icon('error', 'bad'),
      trouble: icon('error', 'bad'),
    };
    const words = el('span', { class: 'words', role: 'status' }, ...parts.map((part) => partOf(part, host)));
    check.replaceChildren(icons[state], words, ...(state === 'ok' && canSend ? [keys] : []));
  }

  function showNotice(composer: Composer): void {
    const next = JSON.stringify(composer.notice ?? null);
    if (next === shownNotice) return;
    shownNotice = next;
    notice.replaceChildren(...(composer.notice ? [noticeOf(composer.notice, host)] : []));
  }

  function showOptions(): void {
    const open = host.draft().options === true;
    options.open(open);
    for (const each of [...modeRow, advanced.element]) each.hidden = !open;
  }

  function unfold(): void {
    host.keep({ folded: false });
    section.classList.remove('folded');
    event.focus();
  }

  return {
    notice,
    section,
    show,
    focus(on) {
      if (on === 'send-anyway' && problems) anyway.focus();
      else (section.classList.contains('folded') && short.offsetParent ? short : primary).focus();
    },
    fold() {
      if (host.draft().folded !== undefined) return;
      host.keep({ folded: true });
      if (current) showActions(current);
    },
  };
}

/** A label and its control. Labels of ours, since the library's are bold and name nothing. */
export function row(label: string, control: HTMLElement, ...beside: readonly HTMLElement[]): readonly [HTMLElement, HTMLElement] {
  const name = el('label', { class: 'label' }, label);
  name.addEventListener('click', () => control.focus());
  return [name, el('div', { class: 'control' }, control, ...beside)];
}

function createOptions(host: HostLine, toggled: () => void) {
  const arrow = icon('chevron-right');
  const said = el('span', { class: 'said' });
  const element = el('button', { type: 'button', class: 'options', 'aria-expanded': false }, arrow, el('b', {}, 'Options'), said);
  element.addEventListener('click', () => {
    host.keep({ options: host.draft().options !== true });
    toggled();
  });
  return {
    button: element,
    say: (words: string) => said.replaceChildren(words),
    open(open: boolean) {
      setAttribute(element, 'aria-expanded', open);
      arrow.className = `codicon codicon-chevron-${open ? 'down' : 'right'}`;
    },
  };
}

function summaryOf({ mode, fields }: Composer): string {
  const set = fields
    .filter((field: TargetField) => field.advanced && field.value !== '' && field.value !== 'false')
    .map(({ title, type, value }) => (type === 'boolean' ? title : `${title} ${value}`));
  return [`${modeTitles[mode]} mode`, ...set.slice(0, 2)].join(' · ');
}

function partOf({ text, problem }: CheckPart, host: HostLine): Node {
  return problem === undefined ? document.createTextNode(text) : link(text, () => host.tell({ type: 'problem', index: problem }));
}

const shortcut = (): readonly string[] => (navigator.platform.startsWith('Mac') ? ['⌘', 'Enter'] : ['Ctrl', 'Enter']);
