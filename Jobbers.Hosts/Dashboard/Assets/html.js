// Elements without a library: text is always text, so nothing that is stored can become markup.

const svgTags = new Set(['svg', 'path', 'line', 'rect', 'circle', 'g', 'text', 'polyline', 'title']);

/** Makes an element: attributes by name, handlers as onclick and its like, children as nodes or text. */
export function h(tag, attributes, ...children) {
  const element = svgTags.has(tag) && tag !== 'title' || attributes?.svg
    ? document.createElementNS('http://www.w3.org/2000/svg', tag)
    : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false || name === 'svg') continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'value') element.value = value;
    else if (name === 'checked') element.checked = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== undefined && child !== null && child !== false).map(child =>
    child instanceof Node ? child : String(child)));
  return element;
}

/** A table with a caption for those who cannot see it. */
export function table(caption, heads, rows, empty = 'Nothing here.') {
  if (rows.length === 0) return h('p', { class: 'quiet' }, empty);
  return h('div', { class: 'scroll' }, h('table', {},
    h('caption', {}, caption),
    h('thead', {}, h('tr', {}, heads.map(head => h('th', { scope: 'col' }, head)))),
    h('tbody', {}, rows)));
}

/** A label with its control. */
export function field(label, control, hint) {
  return h('label', { class: 'field' }, h('span', {}, label), control, hint && h('small', {}, hint));
}

/** Says something for a few seconds; a failure stays until it is dismissed. */
export function notice(text, isFailure = false) {
  const line = h('p', { class: isFailure ? 'failure' : '' }, text, h('button', { type: 'button', title: 'Dismiss', onclick: () => line.remove() }, '×'));
  document.getElementById('notices').append(line);
  if (!isFailure) setTimeout(() => line.remove(), 6000);
}

/** Runs an action of the user's and says what became of it. */
export async function act(what, after) {
  try {
    const said = await what();
    if (said) notice(said);
    await after?.();
  } catch (failure) {
    notice([failure.message, ...Object.entries(failure.errors ?? {}).map(([path, problems]) => `${path} ${problems.join(', ')}`)].join(' '), true);
  }
}

/** Asks before something that cannot be undone. */
export function confirmed(question, verb) {
  return new Promise(resolve => {
    const dialog = h('dialog', {}, h('form', { method: 'dialog' },
      h('p', {}, question),
      h('p', { class: 'actions' }, h('button', { value: '' }, 'Back'), h('button', { value: 'yes', class: 'primary' }, verb))));
    dialog.addEventListener('close', () => { dialog.remove(); resolve(dialog.returnValue === 'yes'); });
    document.body.append(dialog);
    dialog.showModal();
  });
}
