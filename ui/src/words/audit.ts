const ACTIONS: Readonly<Record<string, string>> = {
  "session.begin": "Signed in",
  "session.end": "Signed out",
  "session.end-all": "Signed out everywhere",
  "password.change": "Changed the password",
  "totp.set": "Turned two-step verification on",
  "totp.remove": "Turned two-step verification off",
  "account.create": "Added a user",
  "account.change": "Changed a user",
  "account.reset": "Made a password link",
  "account.remove": "Deleted a user",
  "token.create": "Added a token",
  "token.revoke": "Revoked a token",
  "call.look": "Looked at a call",
  "agent.reveal": "Looked up an agent's name",
  "agent.erase": "Erased an agent's data",
  "table.upload": "Uploaded a table",
  "table.remove": "Removed a table",
  "table.download": "Downloaded a table",
  "table.apply": "Applied the tables to stored calls",
  "table.cancel": "Stopped applying the tables",
  "audit.export": "Exported the audit log",
};

export const KNOWN_ACTIONS = Object.keys(ACTIONS);

/** What was done, in words; an action this page does not know yet is said as the server says it. */
export function actionWords(action: string): string {
  return ACTIONS[action] ?? action;
}
