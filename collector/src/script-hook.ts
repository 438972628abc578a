/** The classic script `linecheck-hook.js`, to be put before every other script of the page. */
import { Guard } from "./guard.js";
import { hook } from "./hook.js";

new Guard().run(hook);
