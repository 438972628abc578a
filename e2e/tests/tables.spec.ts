import { accessible } from "../accessible.js";
import { OverviewPage } from "../pages/OverviewPage.js";
import { TablesPage } from "../pages/TablesPage.js";
import { Server } from "../server.js";
import { postCall, rankedCalls } from "../telemetry.js";
import { expect, test } from "../test.js";

const NETWORKS = "network,site,building,networkType\n127.0.0.0/8,<b>Leeds</b>,North House,wired\n";
const AGENTS = "agent,hierarchyL1,team\nada,EMEA,Blue\nbob,EMEA,Green\n";

test("tables change Overview's groups, for calls that are stored and for those that come", async ({
  page,
  complaints,
}) => {
  const server = await Server.start();
  try {
    await server.enter(page.context());
    for (const call of rankedCalls("old", "ada", "Sales")) await postCall(server, call);

    const networks = new TablesPage(page, server.url, "networks");
    await networks.open();
    await expect(networks.unmapped.getByRole("row", { name: /^127\.0\.0\.0\/24 5/ })).toBeVisible();
    await networks.choose("bad.csv", "network,site\n10.0.0.0/40,x\n");
    await expect(networks.dialog).toContainText('Line 2: network: "10.0.0.0/40" is not valid');
    await expect(networks.dialog.getByRole("button", { name: "Put in force" })).toBeDisabled();
    await accessible(page);
    await page.keyboard.press("Escape");
    await networks.choose("networks.csv", NETWORKS);
    await expect(networks.dialog).toContainText("It knows 5 of the last 7 days' 5 calls");
    await networks.putInForce();
    await expect(networks.applied).toContainText("5 calls looked at, 5 changed");
    await expect(page.getByText("None: every call's network is in the table")).toBeVisible();
    await accessible(page);

    const agents = new TablesPage(page, server.url, "agents");
    await agents.open();
    await agents.choose("agents.csv", AGENTS);
    await agents.putInForce();
    await expect(agents.applied).toContainText("5 calls looked at, 5 changed");
    await accessible(page);

    for (const call of rankedCalls("new", "bob", "Care")) await postCall(server, call);
    await page.goto(`${server.url}?by=team`);
    const overview = new OverviewPage(page, server.url);
    await expect(overview.ranking("Worst sites")).toContainText("<b>Leeds</b>");
    for (const team of ["Blue", "Green"]) {
      await expect(page.getByTitle(`Filter by Team: ${team}`)).toBeVisible();
    }
    await page.getByTitle("Filter by Team: Green").click();
    await expect(page.getByTitle("Filter by Team: Blue")).toHaveCount(0);
    await expect(overview.ranking("Worst agents")).toContainText("bob");
    await expect(overview.ranking("Worst agents")).not.toContainText("ada");
    expect(complaints).toEqual([]);
  } finally {
    await server.remove();
  }
});
