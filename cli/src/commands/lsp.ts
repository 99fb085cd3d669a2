import type { Command } from '../command.ts';

export const command: Command = {
  summary: 'Starts the language server, for editors.',
  usage: ['--stdio', '--node-ipc'],
  options: {
    stdio: { type: 'boolean', description: 'Speaks over standard input and output. This is the default.' },
    'node-ipc': { type: 'boolean', description: "Speaks over Node's own channel, for editors that are Node programs." },
    clientProcessId: { type: 'string', value: 'PID', description: 'Ends when this process does.' },
  },
  details: ['How to set up Neovim, Emacs, Helix and others: docs/editors.md.'],
  async run(args) {
    // The server reads how to speak from the process's own arguments, as every server of this protocol does.
    if (!args.has('stdio') && !args.has('node-ipc')) process.argv.push('--stdio');
    await import('../../../server/src/main.node.ts');
    // It goes on for as long as its client does.
    return 0;
  },
};
