#!/usr/bin/env node
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createNodeHost } from './hosts/node.ts';
import { startServer } from './lsp/server.ts';

// How to talk to the client stands in the arguments: `--stdio` or `--node-ipc`, as for every language server; `--stdio` when
// neither is given. vscode-languageserver watches the client's process and ends this one with it.
const given = process.argv.slice(2);
const named = given.some((argument) => /^--(stdio|node-ipc|socket|pipe)\b/.test(argument));
if (!named) process.argv.push('--stdio');

startServer(createConnection(ProposedFeatures.all), ({ trusted }) => createNodeHost({ trusted }));
