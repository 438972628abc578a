/** The classic script `linecheck-hook.js`, to be put before every other script of the page. */
import { hook } from "./hook.js";

try {
  hook();
} catch (error) {
  console.warn("linecheck:", error);
}
