// Fetches the document, with a key where the manager asks for one, and hands it to the reference.
const stored = 'jobbers.key';
const ask = document.getElementById('ask');

function askForKey(reason) {
  document.getElementById('reason').textContent = reason;
  ask.hidden = false;
  document.getElementById('key').focus();
}

document.getElementById('key-form').addEventListener('submit', event => {
  event.preventDefault();
  sessionStorage.setItem(stored, document.getElementById('key').value.trim());
  ask.hidden = true;
  show();
});

async function show() {
  const key = sessionStorage.getItem(stored);
  let answer;
  try {
    answer = await fetch('openapi/v1.json', { headers: key ? { authorization: `Bearer ${key}` } : {} });
  } catch {
    askForKey('The manager does not answer. Load the page again when it does.');
    return;
  }
  const problem = answer.ok && !answer.redirected ? {} : await answer.json().catch(() => ({}));
  // What guards the program that the manager is within asks for a sign-in by a page, or by a status alone, and takes no key.
  if (answer.redirected || (answer.status === 401 && !problem.title)) {
    document.getElementById('key-form').hidden = true;
    askForKey('You are not signed in any more. Load this page again.');
    return;
  }
  if (!answer.ok) {
    sessionStorage.removeItem(stored);
    askForKey(problem.detail ?? `The manager answered ${answer.status}.`);
    return;
  }
  // Fonts, telemetry and proxy of the reference would call other hosts: all of them are off.
  window.Scalar.createApiReference('#reference', {
    content: await answer.json(),
    baseServerURL: window.location.origin,
    withDefaultFonts: false,
    telemetry: false,
    hideClientButton: true,
    showDeveloperTools: 'never',
    agent: { disabled: true },
    mcp: { disabled: true },
    defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
    authentication: key ? { preferredSecurityScheme: 'key', securitySchemes: { key: { token: key } } } : undefined,
  });
}

show();
