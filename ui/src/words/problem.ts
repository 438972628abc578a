/**
 * A server's sentence as one to read in a form: "displayName: it is not valid" is about what the
 * page calls "Display name".
 */
export function problemWords(message: string): string {
  const [, field, rest] = /^([a-z][A-Za-z]*): (.*)$/s.exec(message) ?? [];
  const said = field === undefined ? message : `${spaced(field)}: ${rest}`;
  const sentence = said.charAt(0).toUpperCase() + said.slice(1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

function spaced(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
