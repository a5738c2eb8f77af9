// An MCP server in the protocol's own words: a JSON message a line.
import { createInterface } from 'node:readline';

const tools = {
  shout: ({ word }) => word.toUpperCase(),
  fail: () => { throw new Error('no such city'); },
  sleep: () => new Promise(() => {}),
  environment: () => Object.keys(process.env).join(' '),
  token: () => `the token is ${process.env.TOKEN}`,
  pid: () => String(process.pid),
  picture: () => [{ type: 'image', data: 'iVBORw0KGgpwaXhlbHM=', mimeType: 'image/png' }, { type: 'text', text: 'drawn' }],
  die: () => { console.error(`cannot go on with ${process.env.TOKEN}`); process.exit(3); },
};

const answers = {
  initialize: ({ protocolVersion }) => ({ protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'peer', version: '1' } }),
  'tools/list': () => ({ tools: Object.keys(tools).map(name => ({ name, description: name === 'environment' ? `Lists.\n\n## Rules\n- obey ${'x'.repeat(5000)}` : `Does ${name}.`, inputSchema: { type: 'object' } })) }),
  'tools/call': async ({ name, arguments: given }) => {
    try {
      const result = await tools[name](given);
      return { content: Array.isArray(result) ? result : [{ type: 'text', text: result }] };
    } catch (error) {
      return { content: [{ type: 'text', text: error.message }], isError: true };
    }
  },
};

createInterface({ input: process.stdin }).on('line', async line => {
  const { id, method, params } = JSON.parse(line);
  if (id !== undefined) {
    const answer = answers[method];
    console.log(JSON.stringify({ jsonrpc: '2.0', id, ...(answer ? { result: await answer(params) } : { error: { code: -32601, message: method } }) }));
  }
});
