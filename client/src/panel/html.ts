/** The frame of the page. Scripts run by nonce only; styles and the font come from the given folder; nothing else is loaded. */
export function pageHtml(urls: { readonly script: string; readonly style: string; readonly icons: string }, source: string, nonce: string): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${source} 'nonce-${nonce}'; font-src ${source}; base-uri 'none'; form-action 'none';`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Send Events</title>
<link rel="stylesheet" href="${urls.icons}" id="vscode-codicon-stylesheet" nonce="${nonce}">
<link rel="stylesheet" href="${urls.style}" nonce="${nonce}">
</head>
<body>
<main id="page"></main>
<script src="${urls.script}" nonce="${nonce}"></script>
</body>
</html>
`;
}
