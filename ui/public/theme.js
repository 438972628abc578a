// Runs before the first paint, so that a stored or system dark theme never flashes white.
(() => {
  let stored = null;
  try {
    stored = localStorage.getItem("linecheck-color-scheme");
  } catch {
    // Storage may be forbidden; the system's scheme is then the answer.
  }
  const scheme =
    stored === "light" || stored === "dark"
      ? stored
      : matchMedia("(prefers-color-scheme: dark)").matches
        ? "dark"
        : "light";
  document.documentElement.setAttribute("data-mantine-color-scheme", scheme);
})();
