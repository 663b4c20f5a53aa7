// The page of `chancery batch --report FILE.html`, in the browser.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { after, test } from "node:test";

import { Project, close, contrast, open } from "./harness.mjs";

after(close);

const HOSTILE = "<img src=x onerror=\"window.ran = 1\"></script><script>window.ran = 2</script>";

/** An opinion; of its two points nothing answers the second, unless it is left out. */
function opinion({ chamber = "ro-camera", received = "2016-10-04", answer = "prisons", zeppelins = "" } = {}) {
  const gap = zeppelins ? `  - id: zeppelins\n    text: ${JSON.stringify(zeppelins)}\n` : "";
  return `chamber: ${chamber}
kind: political-dialogue
received: ${received}
acts:
  - { reference: COM(2016) 379 final, kind: communication, subject: supporting prevention }
points:
  - { id: prisons, text: Asks that prisons be made better., stance: request, answer: [${answer}] }
${gap}reply:
  number: C(2017) 16 final
  date: 2017-01-10
  addressee: { title: Mr, name: Liviu Dragnea }
  signatories: [timmermans, king]
`;
}

/** A report of six opinions: one failed, two open, three complete; two answer alike points in different ways. */
function reported() {
  const project = new Project();
  for (const folder of ["opinions", "small", "small/field"]) mkdirSync(project.path(folder));
  for (const id of ["prisons", "rivers"]) {
    project.write(`small/field/${id}.md`, `---\ntitle: ${id}\n---\nThe Commission knows ${id}.\n`);
  }
  project.write("opinions/a.yaml", opinion());
  project.write("opinions/b.yaml", opinion({ chamber: "pl-sejm", answer: "rivers", received: "2016-12-01" }));
  project.write("opinions/c.yaml", opinion({ received: "2016-10-12", zeppelins: HOSTILE }));
  project.write("opinions/d.yaml", opinion({ chamber: "fr-senat", received: "2016-12-24" }));
  project.write("opinions/e.yaml", opinion({ chamber: "cz-senat", received: "2016-09-09", zeppelins: "Wants zeppelins." }));
  project.write("opinions/f.yaml", "chamber: nowhere\n");
  project.run(["batch", "opinions", "--library", "small", "--date", "2017-01-10", "--report", "report.html"], 1);
  return project;
}

const shown = async (page) => {
  const names = await page.locator("#opinions tbody tr:visible .path").allInnerTexts();
  return names.map((name) => name.replace(/^opinions\/|\.yaml$/g, "")).join("");
};
const button = (page, name) => page.getByRole("button", { name, exact: true });

test("the page needs nothing else and its policy lets it run", async () => {
  const page = await open(reported(), "report.html");
  assert.equal(await shown(page), "abcdef");
  assert.equal(await button(page, "open 2").count(), 1);
  assert.deepEqual(page.said, []);
});

test("a count shows its rows only, and says how many", async () => {
  const page = await open(reported(), "report.html");
  const filter = button(page, "open 2");
  assert.equal(await filter.getAttribute("aria-pressed"), "false");
  await filter.click();
  assert.equal(await filter.getAttribute("aria-pressed"), "true");
  assert.equal(await shown(page), "ce");
  assert.equal(await page.getByRole("status").innerText(), "2 of 6 opinions: open");
  assert.match(page.url(), /#state=open$/);
  await filter.click();
  assert.equal(await shown(page), "abcdef");
  assert.equal(await page.getByRole("status").innerText(), "");
});

test("filters of one kind add up, those of different kinds narrow", async () => {
  const page = await open(reported(), "report.html");
  await button(page, "open 2").click();
  await button(page, "failed 1").click();
  assert.equal(await shown(page), "cef");
  await button(page, "overdue 2").click();
  assert.equal(await shown(page), "e");
  await page.getByRole("searchbox", { name: "Words" }).fill("deputaților");
  assert.equal(await shown(page), "");
  assert.match(await page.getByRole("status").innerText(), /^0 of 6 opinions: failed, open, overdue, “deputaților”$/);
  await button(page, "Show all").click();
  assert.equal(await shown(page), "abcdef");
});

test("every count is the number of rows that it shows", async () => {
  const page = await open(reported(), "report.html");
  for (const filter of await page.locator("button.count").all()) {
    await filter.click();
    const count = Number(await filter.locator("b").innerText());
    assert.equal((await shown(page)).length, count, await filter.innerText());
    await filter.click();
  }
});

test("the address keeps the choice, and gives it back", async () => {
  const project = reported();
  const page = await open(project, "report.html");
  await button(page, "open 2").click();
  await button(page, "failed 1").click();
  await button(page, "Due").click();
  const address = page.url();
  assert.match(address, /#state=failed,open&sort=due$/);
  const again = await open(project, "report.html");
  await again.goto(address);
  assert.equal(await shown(again), "ecf");
  assert.equal(await button(again, "open 2").getAttribute("aria-pressed"), "true");
  await again.evaluate(() => { location.hash = "#state=nonsense&sort=nonsense&what=ever"; });
  assert.equal(await shown(again), "abcdef");
  assert.deepEqual(again.said, []);
});

test("the table sorts by the day on which replies are due, unknown days last", async () => {
  const page = await open(reported(), "report.html");
  await button(page, "Due").click();
  assert.equal(await shown(page), "eacbdf");
  assert.equal(await page.locator("th[aria-sort]").getAttribute("aria-sort"), "ascending");
  await button(page, "Due").click();
  assert.equal(await shown(page), "dbcaef");
  assert.equal(await page.locator("th[aria-sort]").getAttribute("aria-sort"), "descending");
});

test("everything can be done with the keyboard", async () => {
  const page = await open(reported(), "report.html");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "failed 1");
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.equal(outline, "solid");
  await page.keyboard.press("Space");
  assert.equal(await shown(page), "f");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await shown(page), "cef");
});

test("a link leads to its opinion, although a filter hides it", async () => {
  const page = await open(reported(), "report.html");
  await button(page, "failed 1").click();
  await page.locator("#voice ~ article a", { hasText: "Sejm" }).first().click();
  assert.equal(await shown(page), "abcdef");
  assert.match(await page.evaluate(() => document.activeElement.textContent), /opinions\/b\.yaml/);
});

test("replies that differ are told side by side", async () => {
  const page = await open(reported(), "report.html");
  const act = page.locator("article", { hasText: "COM(2016) 379 final" }).filter({ hasText: "Paragraphs in the replies" });
  assert.match(await act.locator("h3").innerText(), /5 replies differ/);
  const answers = await act.locator("table").first().locator("tbody tr").allInnerTexts();
  assert.ok(answers.some((row) => row.includes("Sejm") && row.includes("rivers")), answers);
  await button(page, "answers differ 5").click();
  assert.equal(await shown(page), "abcde");
});

test("without script everything is shown, and nothing looks like a button", async () => {
  const page = await open(reported(), "report.html", { script: false });
  assert.equal(await shown(page), "abcdef");
  assert.equal(await page.locator("button:visible, input:visible").count(), 0);
  assert.match(await page.locator(".filters").innerText(), /open 2/);
  assert.equal(await page.locator("#gaps, #voice, #repeated").count(), 3);
});

test("hostile text is text", async () => {
  const page = await open(reported(), "report.html");
  await button(page, "open 2").click();
  await page.getByRole("searchbox", { name: "Words" }).fill(HOSTILE);
  assert.equal(await shown(page), "c");
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.equal(await page.locator("img, main script, [onerror]").count(), 0);
  assert.ok((await page.locator("#opinions").innerText()).includes(HOSTILE));
  assert.deepEqual(page.said, []);
});

for (const colorScheme of ["light", "dark"]) {
  test(`text can be read in ${colorScheme} colours`, async () => {
    const page = await open(reported(), "report.html", { colorScheme });
    await button(page, "open 2").click();
    await button(page, "failed 1").click();
    const selectors = ["body", ".dim", ".note", ".state.open", ".state.failed", "td.overdue", "button.count", "[aria-pressed='true']", "td a, li a", ".differs"];
    for (const selector of selectors) {
      const [ink, paper] = await page.evaluate((selector) => {
        const { color, backgroundColor } = getComputedStyle(document.querySelector(selector));
        const body = getComputedStyle(document.body).backgroundColor;
        return [color, backgroundColor === "rgba(0, 0, 0, 0)" ? body : backgroundColor];
      }, selector);
      assert.ok(contrast(ink, paper) >= 4.5, `${selector}: ${ink} on ${paper}`);
    }
  });
}

test("on paper there are no filters, but what they chose", async () => {
  const page = await open(reported(), "report.html", { colorScheme: "dark" });
  await button(page, "open 2").click();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  assert.equal(await page.locator(".filters").isVisible(), false);
  assert.equal(await page.getByRole("status").innerText(), "2 of 6 opinions: open");
  const [ink, paper] = await page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.body);
    return [color, backgroundColor];
  });
  assert.equal(paper, "rgb(255, 255, 255)");
  assert.ok(contrast(ink, paper) > 12);
});

test("a narrow window never scrolls sideways", async () => {
  const page = await open(reported(), "report.html", { viewport: { width: 360, height: 640 } });
  await button(page, "open 2").click();
  assert.equal(await shown(page), "ce");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 360);
});
