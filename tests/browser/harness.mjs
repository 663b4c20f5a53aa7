// What the browser tests have in common: a working folder, the binary, and a browser that notices
// whatever a page should not do. `.ci/browser` sets CHANCERY, CHROMIUM and PACKAGES.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const { chromium } = createRequire(join(process.env.PACKAGES, "package.json"))("playwright-core");

/** The folder of the repository. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

const folders = [];

/** A working folder, gone when the tests of a file end. */
export class Project {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), "chancery-"));
    folders.push(this.folder);
  }

  path(name) {
    return join(this.folder, name);
  }

  read(name) {
    return readFileSync(this.path(name), "utf8");
  }

  write(name, text) {
    writeFileSync(this.path(name), text);
  }

  /** Runs `chancery` and returns its output; `status` is what it must end with. */
  run(args, status = 0) {
    const done = spawnSync(process.env.CHANCERY, args, { cwd: this.folder, encoding: "utf8" });
    if (done.status !== status) {
      throw new Error(`chancery ${args.join(" ")} ended with ${done.status}:\n${done.stderr}`);
    }
    return done.stdout;
  }
}

let browser;

/**
 * Opens a file of a project. `page.said` collects what a page must not do: dialogs, errors,
 * violations of its policy, requests for anything but itself.
 */
export async function open(project, name, { script = true, ...options } = {}) {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ],
  });
  const context = await browser.newContext({ javaScriptEnabled: script, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const address = pathToFileURL(project.path(name)).href;
  page.said = [];
  page.on("dialog", (dialog) => {
    page.said.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("pageerror", (error) => page.said.push(`error: ${error.message}`));
  page.on("console", (message) => page.said.push(`console: ${message.text()}`));
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== address) page.said.push(`request: ${request.url()}`);
  });
  await page.goto(address);
  return page;
}

/** Ends the browser and clears up; to be called after the last test of a file. */
export async function close() {
  await browser?.close();
  browser = undefined;
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** The contrast of two CSS colours, 1 to 21, as WCAG defines it. */
export function contrast(one, other) {
  const luminance = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).slice(0, 3).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}
