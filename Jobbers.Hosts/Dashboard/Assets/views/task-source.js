// A task as the line that would submit it again.

/** What is masked, or a number that this page cannot hold exactly, would not be the same task again. */
export const canCopy = task => {
  const text = JSON.stringify(task.params ?? null);
  return task.params !== undefined && !text.includes('"***"') && !/(^|[:,[])-?\d{16,}/.test(text);
};

const pascal = name => name.split(/[_.-]+/).filter(Boolean).map(part => part[0].toUpperCase() + part.slice(1)).join('');
const camel = name => { const text = pascal(name); return text ? text[0].toLowerCase() + text.slice(1) : text; };

const keywords = new Set(('abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit extern '
  + 'false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null object operator out override params private protected '
  + 'public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual '
  + 'void volatile while').split(' '));
const argument = name => { const text = camel(name); return keywords.has(text) ? `@${text}` : text; };

/** What the JSON of a value says in C# only when its type is known: dates, durations, identifiers, members of enums. */
const isOfAnotherType = ({ enum: members, format, pattern }) => Boolean(members || pattern || format && format !== 'email');

/** C# for what has a literal; what has none is shown as its JSON in a comment, to be filled in. */
function literal(value, schema) {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    const isDecimal = [schema.type].flat().includes('number') && !schema.format;
    return `${value}${isDecimal ? 'm' : schema.format === 'float' ? 'f' : ''}`;
  }
  if (typeof value === 'string' && !isOfAnotherType(schema)) return JSON.stringify(value);
  return `default! /* ${JSON.stringify(value).replaceAll('*/', '* /')} */`;
}

/** The generated method is named after the task's method, not after its name on the wire, which a version shares with others. */
function methodOf(task, type) {
  const stem = pascal(type?.declared_by.split('.').at(-1) ?? task.name);
  return `Enqueue${stem.length > 5 ? stem.replace(/Async$/, '') : stem}`;
}

export function asCSharp(task, type) {
  const schemas = type?.params_schema.properties ?? {};
  const values = Object.entries(task.params ?? {}).map(([name, value]) => `${argument(name)}: ${literal(value, schemas[name] ?? {})}`);
  return `await client.${methodOf(task, type)}(${values.join(', ')});`;
}

/** The API is beside this page, wherever in a program it lies. The key stays where it is; the shell has it, or is told. */
export function asCurl(task) {
  const body = JSON.stringify({ name: task.name, version: task.version, queue: task.queue, params: task.params ?? {} });
  const key = sessionStorage.getItem('jobbers.key') ? ' -H "authorization: Bearer $JOBBERS_API_KEY"' : '';
  return `curl -X POST ${new URL('tasks', document.baseURI)} -H 'content-type: application/json'${key} -d '${body.replaceAll("'", "'\\''")}'`;
}
