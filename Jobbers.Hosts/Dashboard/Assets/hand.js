// Where the user's hand is: what is pressed, or marked to be copied, is not taken away from under it.

/** Who has marked something and gone is not shown for ever what was true then. */
const longestMark = 30000;
let isPressed = false;
let markedAt = 0;
let place, waiting;

function isHeld() {
  const selection = getSelection();
  const isMarked = !selection.isCollapsed && place.contains(selection.anchorNode) && Date.now() - markedAt < longestMark;
  return isPressed || isMarked;
}

function letGo() {
  if (!waiting || isHeld()) return;
  const change = waiting;
  waiting = undefined;
  change();
}

/** Makes a change to a place of the page, as soon as the hand is off it; of several that wait the last is made. */
export function untilFree(where, change) {
  place = where;
  waiting = change;
  letGo();
}

function release() {
  isPressed = false;
  // The click comes right after, and is meant for what was pressed.
  setTimeout(letGo);
}

addEventListener('pointerdown', event => {
  // What has a list of its own takes the end of the press for itself.
  isPressed = event.button === 0 && !event.target.closest('select, input:not([type=checkbox])');
  // Who presses a button wants to see what it does.
  if (event.target.closest('a, button, input, select, textarea, summary')) markedAt = 0;
}, { capture: true });
for (const type of ['pointerup', 'pointercancel']) addEventListener(type, release, { capture: true });
addEventListener('blur', release);
document.addEventListener('selectionchange', () => {
  markedAt = Date.now();
  setTimeout(letGo);
  setTimeout(letGo, longestMark);
});
