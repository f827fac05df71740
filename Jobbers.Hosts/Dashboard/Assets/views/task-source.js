// A task as the line that would submit it again.

/** What is masked, or a number that this page cannot hold exactly, would not be the same task again. */
export const canCopy = task => {
  const text = JSON.stringify(task.params ?? null);
  return task.params !== undefined && !text.includes('"***"') && !/(^|[:,[])-?\d{16,}/.test(text);
};

const pascal = name => name.split(/[_.-]+/).filter(Boolean).map(part => part[0].toUpperCase() + part.slice(1)).join('');
const camel = name => { const text = pascal(name); return text ? text[0].toLowerCase() + text.slice(1) : text; };

/** C# for what has a literal; what has none is shown as its JSON in a comment, to be filled in. */
function literal(value) {
  if (value === null) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  return `default! /* ${JSON.stringify(value).replaceAll('*/', '* /')} */`;
}

export function asCSharp(task) {
  const values = Object.entries(task.params ?? {}).map(([name, value]) => `${camel(name)}: ${literal(value)}`);
  return `await client.Enqueue${pascal(task.name)}(${values.join(', ')});`;
}

export function asCurl(task) {
  const body = JSON.stringify({ name: task.name, version: task.version, queue: task.queue, params: task.params ?? {} });
  return `curl -X POST ${location.origin}/tasks -H 'content-type: application/json' -d '${body.replaceAll("'", "'\\''")}'`;
}
