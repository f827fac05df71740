// Controls for a JSON Schema: a control for what is simple, a text of JSON for what is not.
import { asText, isExact, parseExactly } from '../exact.js';
import { h, field } from '../html.js';

const typesOf = schema => [schema.type ?? []].flat();

/** A default that this page cannot hold exactly is left to the manager, as one that is not shown. */
const holdsDefault = ({ default: value }) => !Number.isInteger(value) || Number.isSafeInteger(value);

function control(name, given, required) {
  const schema = holdsDefault(given) ? given : { ...given, default: undefined };
  const types = typesOf(schema);
  // Nothing is chosen for the user: who overlooks a required choice is told so by the browser.
  const none = (!required || schema.default === undefined) && h('option', { value: '' }, '–');
  const base = { name, required: required && !types.includes('null'), value: asText(schema.default ?? '') };
  if (schema.enum) return h('select', { name, required: base.required }, none, schema.enum.filter(value => value !== null).map(asText).map(value => h('option', { value, selected: value === asText(schema.default) }, value)));
  if (types.includes('boolean')) return h('select', { name, required: base.required }, none, ['true', 'false'].map(value => h('option', { value, selected: String(schema.default) === value }, value)));
  if (types.includes('integer') || types.includes('number'))
    return h('input', { ...base, type: 'number', step: types.includes('integer') ? 1 : 'any', min: asText(schema.minimum), max: asText(schema.maximum) });
  // A text of one line would lose the ends of the others.
  if (types.includes('string') && /[\r\n]/.test(schema.default)) return h('textarea', { ...base, rows: 4 });
  if (types.includes('string')) return h('input', { ...base, type: 'text', minlength: schema.minLength, maxlength: schema.maxLength, placeholder: schema.format ?? '' });
  return h('textarea', { ...base, rows: 4, placeholder: 'JSON', value: schema.default === undefined ? '' : JSON.stringify(schema.default) });
}

/** What the control holds, as JSON; undefined when it is empty, and the parameter is left out. */
function read(text, schema) {
  const types = typesOf(schema);
  if (text === '') return undefined;
  // A choice may be one of numbers.
  if (schema.enum) return schema.enum.find(value => String(asText(value)) === text) ?? text;
  if (types.includes('string') && !types.includes('integer') && !types.includes('number') && !types.includes('boolean')) return text;
  let value;
  try {
    value = parseExactly(text);
  } catch {
    return text;
  }
  // A number that this page cannot hold exactly would be submitted as another one.
  if (!isExact && /\d{16}/.test(text) && JSON.stringify(value) !== text.replace(/\s/g, '')) throw new Error(`${text} is too large a number for this form: submit it by curl or the client.`);
  return value;
}

export function schemaForm(schema) {
  const required = new Set(schema.required ?? []);
  const properties = Object.entries(schema.properties ?? {});
  const controls = properties.map(([name, member]) => [name, member, control(`params.${name}`, member, required.has(name))]);
  return {
    element: h('fieldset', {}, h('legend', {}, 'Parameters'),
      controls.length === 0 && h('p', { class: 'quiet' }, 'It takes none.'),
      controls.map(([name, member, element]) => [
        field(`${name}${required.has(name) ? ' *' : ''}`, element, member.description),
        h('p', { class: 'bad', 'data-errors': `params.${name}` })])),
    read: () => Object.fromEntries(controls.map(([name, member, element]) => [name, read(element.value, member)]).filter(([, value]) => value !== undefined)),
  };
}
