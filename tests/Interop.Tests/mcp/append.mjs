// An MCP server in the protocol's own words, a JSON message a line: its one tool appends a line to the file FILE, so that its runs can be counted.
import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const tool = { name: 'append', description: 'Appends a line.', inputSchema: { type: 'object', properties: { line: { type: 'string' } } } };

const answers = {
  initialize: ({ protocolVersion }) => ({ protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'append', version: '1' } }),
  'tools/list': () => ({ tools: [tool] }),
  'tools/call': ({ arguments: given }) => {
    appendFileSync(process.env.FILE, `${given?.line}\n`);
    return { content: [{ type: 'text', text: 'appended' }] };
  },
};

createInterface({ input: process.stdin }).on('line', line => {
  const { id, method, params } = JSON.parse(line);
  if (id !== undefined) {
    const answer = answers[method];
    console.log(JSON.stringify({ jsonrpc: '2.0', id, ...(answer ? { result: answer(params) } : { error: { code: -32601, message: method } }) }));
  }
});
