// Asks for what lets in: the API key, or where the program has its own authentication a sign-in. One question at a time, however many requests
// wait for the answer.
import { h } from './html.js';

let asked;
/** Who does not want to say it now is asked again by what he does next, not by what the page does by itself. */
let isDeclined = false;
for (const type of ['click', 'keydown', 'hashchange']) addEventListener(type, () => { isDeclined = false; }, { capture: true });

const byKey = {
  title: 'API key',
  says: 'This manager is protected by keys. The key stays in this tab, and is forgotten with it.',
  label: 'API key',
  use: 'Use key',
  refused: 'The key that this tab has given is not one of this manager.',
};

const bySignIn = {
  title: 'Sign in',
  says: 'This manager is guarded by its program\'s own authentication. Where that takes tokens, one can be used here; it stays in this tab, and is forgotten with it.',
  label: 'Bearer token',
  use: 'Use token',
  refused: 'The token that this tab has given is not accepted.',
};

/** Resolves to whether there is a new key, or token, to try. */
export function askForKey(signsIn, wasRefused) {
  if (isDeclined) return false;
  asked ??= ask(signsIn ? bySignIn : byKey, signsIn, wasRefused).finally(() => { asked = undefined; });
  return asked;
}

function ask(texts, signsIn, wasRefused) {
  return new Promise(resolve => {
    // No header has other characters.
    const key = h('input', {
      type: 'password', autocomplete: 'off', required: true, name: 'key', 'aria-label': texts.label, pattern: '\\s*[ -~]+\\s*', title: 'Letters, digits and signs of ASCII' });
    const dialog = h('dialog', {},
      h('form', { method: 'dialog', onsubmit: () => { sessionStorage.setItem('jobbers.key', key.value.trim()); dialog.returnValue = 'given'; } },
        h('h2', {}, texts.title),
        wasRefused && h('p', { class: 'failure' }, texts.refused),
        signsIn && h('p', {}, h('a', { href: 'sign-in' }, 'Sign in')),
        h('p', {}, texts.says),
        key,
        h('p', { class: 'actions' },
          h('button', { type: 'button', onclick: () => dialog.close('') }, 'Not now'),
          h('button', { class: 'primary' }, texts.use))));
    dialog.addEventListener('close', () => { dialog.remove(); isDeclined = dialog.returnValue !== 'given'; resolve(!isDeclined); });
    document.body.append(dialog);
    dialog.returnValue = '';
    dialog.showModal();
  });
}
