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
      readonly action: 'click' | 'text' | 'count' | 'press' | 'overflow';
      readonly value?: string;
      /** Milliseconds. */
      readonly timeout?: number;
    };

export type BridgeResult = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: string };

/** The visible texts of all elements that a selector finds in a webview, once there is one. */
export async function webviewText(selector: string, timeout?: number): Promise<string> {
  return String(await ask({ do: 'element', where: 'webview', selector, action: 'text', ...(timeout === undefined ? {} : { timeout }) }));
}

export async function clickInWebview(selector: string): Promise<void> {
  await ask({ do: 'element', where: 'webview', selector, action: 'click' });
}

export async function ask(request: BridgeRequest): Promise<unknown> {
  const url = process.env.E2E_BRIDGE;
  if (url === undefined) throw new Error('E2E_BRIDGE is not set: this suite is run by test/e2e/run.ts');
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(request) });
  const result = (await response.json()) as BridgeResult;
  if (!result.ok) throw new Error(result.error);
  return result.value;
}
