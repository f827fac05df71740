// Asks for the API key; one question at a time, however many requests wait for the answer.
import { h } from './html.js';

let asked;

/** Resolves to whether there is a new key to try. */
export function askForKey() {
  asked ??= ask().finally(() => { asked = undefined; });
  return asked;
}

function ask() {
  return new Promise(resolve => {
    const key = h('input', { type: 'password', autocomplete: 'off', required: true, name: 'key', 'aria-label': 'API key' });
    const dialog = h('dialog', {},
      h('form', { method: 'dialog', onsubmit: () => { sessionStorage.setItem('jobbers.key', key.value.trim()); dialog.returnValue = 'given'; } },
        h('h2', {}, 'API key'),
        h('p', {}, 'This manager is protected by keys. The key stays in this tab, and is forgotten with it.'),
        key,
        h('p', { class: 'actions' },
          h('button', { type: 'button', onclick: () => dialog.close('') }, 'Not now'),
          h('button', { class: 'primary' }, 'Use key'))));
    dialog.addEventListener('close', () => { dialog.remove(); resolve(dialog.returnValue === 'given'); });
    document.body.append(dialog);
    dialog.returnValue = '';
    dialog.showModal();
  });
}
