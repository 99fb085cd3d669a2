/** What the suite may ask of the window that it runs in; answered by `../bridge.ts`. */
export type BridgeRequest =
  | { readonly do: 'screenshot'; readonly file: string }
  | { readonly do: 'keys'; readonly keys: string }
  | { readonly do: 'resize'; readonly width: number; readonly height: number }
  /** What the window's console said of content that the security policy stopped. */
  | { readonly do: 'complaints' }
  | {
      readonly do: 'element';
      readonly where: 'workbench' | 'webview';
      readonly selector: string;
      readonly action: 'click' | 'text' | 'count' | 'fill' | 'overflow' | 'enabled';
      readonly value?: string;
      /** Milliseconds. */
      readonly timeout?: number;
    };

export type BridgeResult = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: string };

/** The visible texts of all elements that a selector finds in a webview, once there is one. */
export async function webviewText(selector: string, timeout?: number): Promise<string> {
  return String(await ask({ do: 'element', where: 'webview', selector, action: 'text', ...(timeout === undefined ? {} : { timeout }) }));
}

/** Whether the first element that a selector finds in a webview can be used. */
export async function webviewEnabled(selector: string): Promise<boolean> {
  return (await ask({ do: 'element', where: 'webview', selector, action: 'enabled' })) === true;
}

export async function clickInWebview(selector: string): Promise<void> {
  await ask({ do: 'element', where: 'webview', selector, action: 'click' });
}

/** Types into the quick input that VS Code shows, and accepts. */
export async function answerQuickInput(title: string, value: string): Promise<void> {
  const widget = `.quick-input-widget:has-text("${title}")`;
  await ask({ do: 'element', where: 'workbench', selector: `${widget} input[type="text"]`, action: 'fill', value });
  await ask({ do: 'keys', keys: 'Enter' });
}

/** How many elements of VS Code's own page a selector finds at this moment. */
export async function workbenchCount(selector: string): Promise<number> {
  return Number(await ask({ do: 'element', where: 'workbench', selector, action: 'count' }));
}

export async function screenshot(name: string): Promise<void> {
  await ask({ do: 'screenshot', file: `${process.env.E2E_SCREENSHOTS}/${name}.png` });
}

export async function ask(request: BridgeRequest): Promise<unknown> {
  const url = process.env.E2E_BRIDGE;
  if (url === undefined) throw new Error('E2E_BRIDGE is not set: this suite is run by test/e2e/run.ts');
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(request) });
  const result = (await response.json()) as BridgeResult;
  if (!result.ok) throw new Error(result.error);
  return result.value;
}
