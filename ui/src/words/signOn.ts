/** Why a provider's sign-in came to nothing, by the word that the server sends the browser back with. */
const PROBLEMS = new Map<string, (provider: string) => string>(
  Object.entries({
    unavailable: (provider: string) => `${provider} does not answer. Try again in a moment.`,
    expired: () => "That took too long, or began in another window. Try again.",
    denied: (provider: string) => `${provider} did not sign you in.`,
    invalid: (provider: string) =>
      `What ${provider} answered could not be trusted. An administrator finds the reason in the server's log.`,
    domain: () => "Your e-mail address is not one of those that may sign in here.",
    "no-role": () => "None of your groups has a role here. Ask an administrator.",
    "no-account": () => "You have no account here. Ask an administrator for one.",
    disabled: () => "Your account has been disabled. Ask an administrator.",
  }),
);

export function signOnProblem(word: string, provider: string | undefined): string {
  const say = PROBLEMS.get(word);
  const name = provider ?? "The provider";
  return say === undefined ? `${name} could not sign you in.` : say(name);
}
