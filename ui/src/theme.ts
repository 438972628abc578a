import { createTheme } from "@mantine/core";

export const COLOR_SCHEME_KEY = "linecheck-color-scheme";

export const theme = createTheme({
  fontFamily: "var(--font)",
  fontFamilyMonospace: "var(--mono)",
  primaryColor: "indigo",
  defaultRadius: 6,
  respectReducedMotion: true,
  components: {
    Popover: {
      defaultProps: {
        shadow: "none",
        position: "bottom-start",
        offset: 6,
        transitionProps: { duration: 90 },
        classNames: { dropdown: "popover" },
      },
    },
  },
});

/** The server writes the nonce of each answer into the page. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";
}
