const ACTIONS: Readonly<Record<string, string>> = {
  "session.begin": "Signed in",
};

export const KNOWN_ACTIONS = Object.keys(ACTIONS);

/** What was done, in words; an action this page does not know yet is said as the server says it. */
export function actionWords(action: string): string {
  return ACTIONS[action] ?? action;
}
