import "@fontsource-variable/inter/index.css";
import "@mantine/core/styles/baseline.css";
import "@mantine/core/styles/default-css-variables.css";
import "@mantine/core/styles/global.css";
import "@mantine/core/styles/UnstyledButton.css";
import "@mantine/core/styles/CloseButton.css";
import "@mantine/core/styles/Paper.css";
import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/Popover.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import "./tokens.css";
import "./base.css";
import "./shell/shell.css";
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { App } from "./App";
import { ApiError } from "./api/client";
import { sessionQuery } from "./session/useSession";
import { COLOR_SCHEME_KEY, styleNonce, theme } from "./theme";

// Libraries that add <style> elements (scroll locking under a dialog) look for the nonce here.
(globalThis as { __webpack_nonce__?: string }).__webpack_nonce__ = styleNonce();

/** A refusal may mean that one is signed out by now, or may do less: the session knows. */
function askAgainWhoOneIs(error: Error): void {
  if (error instanceof ApiError && (error.status === 401 || error.status === 403)) {
    queries.invalidateQueries(sessionQuery);
  }
}

const queries = new QueryClient({
  queryCache: new QueryCache({ onError: askAgainWhoOneIs }),
  mutationCache: new MutationCache({ onError: askAgainWhoOneIs }),
  defaultOptions: {
    queries: {
      refetchOnWindowFocus: true,
      // Another try helps where the server was not there, not where it did not like the question.
      retry: (failures, error) =>
        failures < 2 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 500),
      retryDelay: (failures) => 500 * 2 ** failures,
    },
  },
});

const root = document.getElementById("root");
if (!root) {
  throw new Error("index.html has no #root");
}
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={localStorageColorSchemeManager({ key: COLOR_SCHEME_KEY })}
      getStyleNonce={styleNonce}
    >
      <QueryClientProvider client={queries}>
        <BrowserRouter>
          <App />
        </BrowserRouter>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
