// The page of `chancery diff --format html`, in the browser.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { join } from "node:path";

import { Project, close, contrast, open, root } from "./harness.mjs";

after(close);

const HOSTILE = [
  '\\<script>window.ran = 1\\</script>',
  '\\<img src=x onerror="window.ran = 2">',
  '\\</ins>\\</p>\\</article>\\</main>\\<svg onload=window.ran=3>',
  '[click](javascript:window.ran=4)',
  '\\<a href="javascript:window.ran=5">here\\</a>',
  '" onmouseover="window.ran = 6" x="',
  '\\<style>main { display: none }\\</style>',
  '\\<base href="https://example.org/">',
  '\\<!-- \\<meta http-equiv=refresh content="0;url=https://example.org/">',
  '&lt;iframe srcdoc="x">',
].join("\n");

/** A project with `old.md` and `new.md`, which differ in every way that the page has to show. */
function edited(change = (text) => text) {
  const project = new Project();
  project.run(["draft", join(root, "opinions/ro-camera-com-2016-379.yaml"), "-o", "."]);
  const old = project.read("ro-camera-com-2016-379.md");
  const paragraphs = old.split("\n\n");
  const at = (name) => paragraphs.findIndex((one) => one.includes(`paragraph: ${name},`));
  const take = (name) => paragraphs.splice(at(name), 1)[0];
  const moved = take("ran-centre").replace(/25(\smillion)/, "52$1");
  paragraphs.splice(at("radicalisation-research"), 0, moved.replace(" to find out ", " find out "));
  take("ran-prisons");
  paragraphs.splice(3, 0, "The Commission shall report again by 3\u00a0March 2017.");
  let text = paragraphs.join("\n\n");
  text = text.replace("date: 2017-01-10", "date: 2017-01-11").replace("first step", "second step");
  project.write("old.md", old);
  project.write("new.md", change(text));
  project.run(["diff", "old.md", "new.md", "--format", "html", "-o", "diff.html"], 1);
  return project;
}

const focused = (page) => page.evaluate(() => document.activeElement.id);

test("the page needs nothing else and its policy lets it run", async () => {
  const page = await open(edited(), "diff.html");
  assert.equal(await page.locator("#walk").isVisible(), true);
  assert.notEqual(await page.locator("article").first().evaluate((one) => getComputedStyle(one).borderLeftWidth), "0px");
  assert.deepEqual(page.said, []);
});

test("the summary comes first: answers, then facts, then the changes in order", async () => {
  const page = await open(edited(), "diff.html");
  assert.match(await page.locator("header").innerText(), /The point prisons has lost its answer\./);
  assert.deepEqual(await page.locator("h2").allInnerTexts(), ["Substance", "Changes"]);
  const facts = await page.locator("#substance + .table tbody tr").allInnerTexts();
  assert.ok(facts.some((fact) => fact.includes("EUR 25 million") && fact.includes("EUR 52 million")), facts);
  const numbers = await page.locator("article h3 > a").allInnerTexts();
  assert.deepEqual(numbers, numbers.map((_, at) => `${at + 1}.`));
});

test("each fact leads to its change", async () => {
  const page = await open(edited(), "diff.html");
  const fact = page.locator("#substance + .table tr", { hasText: "EUR 52 million" });
  const target = (await fact.locator("a").getAttribute("href")).slice(1);
  await fact.locator("a").click();
  assert.match(await page.locator(`#${target}`).innerText(), /Moved and edited: ran-centre/);
  await page.keyboard.press("k");
  const before = Number(target.split("-")[1]) - 1;
  assert.equal(await focused(page), `change-${before}`);
});

test("keys walk through the changes and never leave them", async () => {
  const page = await open(edited(), "diff.html");
  const last = await page.locator("article").count();
  for (const [key, id] of [["j", 1], ["n", 2], ["p", 1], ["k", 1], ["j", 2]]) {
    await page.keyboard.press(key);
    assert.equal(await focused(page), `change-${id}`, key);
  }
  assert.match(page.url(), /#change-2$/);
  assert.equal(await page.locator("#change-2").evaluate((one) => one.matches(":focus") && getComputedStyle(one).outlineStyle), "solid");
  for (let press = 0; press < last + 2; press += 1) await page.keyboard.press("j");
  assert.equal(await focused(page), `change-${last}`);
  const seen = await page.locator(`#change-${last}`).boundingBox();
  assert.ok(seen.y >= 0 && seen.y < 720, JSON.stringify(seen));
  await page.keyboard.press("Control+k");
  assert.equal(await focused(page), `change-${last}`);
});

test("keys can be turned off", async () => {
  const page = await open(edited(), "diff.html");
  await page.locator("#keys").uncheck();
  await page.keyboard.press("j");
  assert.equal(await focused(page), "keys");
});

test("both views show the same change, one at a time", async () => {
  const page = await open(edited(), "diff.html");
  const change = page.locator("article", { hasText: "Edited: radicalisation-context" });
  assert.equal(await change.locator(".inline").isVisible(), true);
  assert.equal(await change.locator(".beside").isVisible(), false);
  await page.keyboard.press("s");
  assert.equal(await page.locator("#beside").isChecked(), true);
  assert.equal(await change.locator(".inline").isVisible(), false);
  const [before, now] = await change.locator(".beside > div").all();
  assert.match(await before.innerText(), /first/);
  assert.match(await now.innerText(), /second/);
  const [left, right] = [await before.boundingBox(), await now.boundingBox()];
  assert.ok(left.x + left.width <= right.x && left.y === right.y);
  await page.keyboard.press("s");
  assert.equal(await change.locator(".inline").isVisible(), true);
});

test("without script everything can be read", async () => {
  const page = await open(edited(), "diff.html", { script: false });
  assert.equal(await page.locator("#walk").isVisible(), false);
  assert.equal(await page.locator("article .inline").first().isVisible(), true);
  await page.getByLabel("Side by side").check();
  assert.equal(await page.locator("article .beside").first().isVisible(), true);
});

test("a reader who hears the page hears it in order", async () => {
  const page = await open(edited(), "diff.html");
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  const tree = await page.locator("body").ariaSnapshot();
  const places = ["banner:", "heading \"old.md → new.md\" [level=1]", "main:", "heading \"Substance\" [level=2]",
    "columnheader \"Before\"", "heading \"Changes\" [level=2]", "radio \"In the text\" [checked]", "article \"1. Frame: date",
    "article \"2. "].map((part) => tree.indexOf(part));
  assert.ok(places.every((place, at) => place >= 0 && (at === 0 || place > places[at - 1])), `${places}\n${tree}`);
  const change = page.locator("article", { hasText: "Edited: radicalisation-context" });
  assert.match(await change.locator(".inline").textContent(), /\[removed: first\] \[added: second\]/);
  const levels = await page.locator("h1, h2, h3, h4").evaluateAll((all) => all.map((one) => Number(one.tagName[1])));
  assert.ok(levels.every((level, at) => at === 0 ? level === 1 : level <= levels[at - 1] + 1), `${levels}`);
  const ids = await page.locator("[id]").evaluateAll((all) => all.map((one) => one.id));
  assert.equal(new Set(ids).size, ids.length);
});

for (const colorScheme of ["light", "dark"]) {
  test(`text can be read in ${colorScheme} colours`, async () => {
    const page = await open(edited(), "diff.html", { colorScheme });
    const pairs = await page.evaluate(() => {
      const paper = getComputedStyle(document.body).backgroundColor;
      const selectors = ["body", "td del", "td ins", "p del", "p ins", ".figures", "td a", ".lost", "h3", "thead th"];
      return selectors.map((selector) => {
        const { color, backgroundColor } = getComputedStyle(document.querySelector(selector));
        return [selector, color, backgroundColor === "rgba(0, 0, 0, 0)" ? paper : backgroundColor];
      });
    });
    for (const [selector, ink, paper] of pairs) {
      assert.ok(contrast(ink, paper) >= 4.5, `${selector}: ${ink} on ${paper}`);
    }
  });

  test(`on paper the page is black on white, from ${colorScheme} colours too`, async () => {
    const page = await open(edited(), "diff.html", { colorScheme });
    await page.emulateMedia({ media: "print", colorScheme });
    assert.equal(await page.locator(".tools").isVisible(), false);
    const [ink, paper] = await page.evaluate(() => {
      const style = getComputedStyle(document.body);
      return [style.color, style.backgroundColor];
    });
    assert.equal(paper, "rgb(255, 255, 255)");
    assert.ok(contrast(ink, paper) > 12);
    const lines = await page.evaluate(() => ["del", "ins"].map((tag) => getComputedStyle(document.querySelector(`p ${tag}`)).textDecorationLine));
    assert.deepEqual(lines, ["line-through", "underline"]);
  });
}

test("a narrow window shows one column and never scrolls sideways", async () => {
  const page = await open(edited(), "diff.html", { viewport: { width: 320, height: 640 } });
  await page.keyboard.press("s");
  const [wide, boxes] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    Array.from(document.querySelector("article .beside").children, (one) => one.getBoundingClientRect().left),
  ]);
  assert.ok(wide <= 320, `${wide}`);
  assert.equal(boxes[0], boxes[1]);
});

test("hostile text in a draft is text", async () => {
  const project = edited((text) => `${text.trimEnd()}\n\n${HOSTILE}\n`);
  const page = await open(project, "diff.html");
  await page.locator("article").last().hover();
  await page.keyboard.press("s");
  await page.keyboard.press("j");
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.deepEqual(page.said, []);
  const strange = "main script, img, svg, iframe, base, main style, main meta, [onerror], [onload], [onmouseover], a:not([href^='#'])";
  assert.equal(await page.locator(strange).count(), 0);
  const shown = await page.locator("body").textContent();
  assert.ok(shown.includes('<img src=x onerror="window.ran = 2"'), shown);
});

test("the name of a draft is text", async () => {
  const project = edited();
  const name = "<img src=x onerror=alert(1)>\"'&.md";
  project.write(name, project.read("new.md"));
  project.run(["diff", "old.md", name, "--format", "html", "-o", "named.html"], 1);
  const page = await open(project, "named.html");
  assert.equal(await page.locator("h1").innerText(), `old.md → ${name}`);
  assert.equal(await page.title(), `old.md → ${name}`);
  assert.equal(await page.locator("img").count(), 0);
  assert.deepEqual(page.said, []);
});

test("a name cannot turn the order of the line", async () => {
  const project = edited();
  project.write("\u202edm.wen", project.read("new.md"));
  project.run(["diff", "old.md", "\u202edm.wen", "--format", "html", "-o", "named.html"], 1);
  const page = await open(project, "named.html");
  assert.equal(await page.locator("h1").innerText(), "old.md → \ufffddm.wen");
});

test("the page of the departures leads to each of them", async () => {
  const project = edited();
  project.run(["diff", "--against-library", "new.md", "--format", "html", "-o", "cleared.html"], 1);
  const page = await open(project, "cleared.html");
  const links = await page.locator("#paragraphs + .table a").evaluateAll((all) => all.map((one) => one.hash));
  assert.ok(links.length >= 3);
  for (const link of links) assert.equal(await page.locator(link).count(), 1, link);
  assert.deepEqual(page.said, []);
});

test("drafts that say the same have a page that says so", async () => {
  const project = edited();
  project.run(["diff", "old.md", "old.md", "--format", "html", "-o", "same.html"]);
  const page = await open(project, "same.html");
  assert.match(await page.locator("body").innerText(), /The drafts say the same\./);
  await page.keyboard.press("j");
  assert.deepEqual(page.said, []);
});
