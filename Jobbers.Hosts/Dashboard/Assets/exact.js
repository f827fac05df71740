// Numbers as they are written: JavaScript would make another one of an id with 19 digits.

/** What counts of a number: its digits without sign, point, exponent and the zeros around them. */
const digits = text => text.toLowerCase().split('e')[0].replace(/\D/g, '').replace(/^0+|0+$/g, '');

const isHeld = (number, text) => digits(String(number)) === digits(text);

/** Whether this browser can say how a number is written. */
export const isExact = Boolean(JSON.rawJSON);

/** As JSON.parse; a number that JavaScript cannot hold stays its own text, and becomes it again in JSON.stringify. */
export function parseExactly(text) {
  if (!isExact) return JSON.parse(text);
  return JSON.parse(text, (_, value, { source }) => typeof value === 'number' && !isHeld(value, source) ? JSON.rawJSON(source) : value);
}

/** A value of JSON as the text of a control, or of an attribute. */
export const asText = value => typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
