// Asks for what lets in: the API key, or where the program has its own authentication a sign-in. One question at a time, however many requests
// wait for the answer.
import { h } from './html.js';

let asked;

const byKey = {
  title: 'API key',
  says: 'This manager is protected by keys. The key stays in this tab, and is forgotten with it.',
  label: 'API key',
  use: 'Use key',
};

const bySignIn = {
  title: 'Sign in',
  says: 'This manager is guarded by its program\'s own authentication. Where that takes tokens, one can be used here; it stays in this tab, and is forgotten with it.',
  label: 'Bearer token',
  use: 'Use token',
};

/** Resolves to whether there is a new key, or token, to try. */
export function askForKey(signsIn) {
  asked ??= ask(signsIn ? bySignIn : byKey, signsIn).finally(() => { asked = undefined; });
  return asked;
}

function ask(texts, signsIn) {
  return new Promise(resolve => {
    const key = h('input', { type: 'password', autocomplete: 'off', required: true, name: 'key', 'aria-label': texts.label });
    const dialog = h('dialog', {},
      h('form', { method: 'dialog', onsubmit: () => { sessionStorage.setItem('jobbers.key', key.value.trim()); dialog.returnValue = 'given'; } },
        h('h2', {}, texts.title),
        signsIn && h('p', {}, h('a', { href: 'sign-in' }, 'Sign in')),
        h('p', {}, texts.says),
        key,
        h('p', { class: 'actions' },
          h('button', { type: 'button', onclick: () => dialog.close('') }, 'Not now'),
          h('button', { class: 'primary' }, texts.use))));
    dialog.addEventListener('close', () => { dialog.remove(); resolve(dialog.returnValue === 'given'); });
    document.body.append(dialog);
    dialog.returnValue = '';
    dialog.showModal();
  });
}
