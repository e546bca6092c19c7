import { defineConfig } from "@playwright/test";

/** Chromium's switches for a machine without a display, a sandbox or a network. */
const quiet = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

const desktop = { viewport: { width: 1440, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const zh = { locale: "zh-CN" };
const en = { locale: "en-US" };

/**
 * Each journey is walked wide and narrow, in Chinese and in English, against the hub of ESTATEHUB_URL. journeys_test.go
 * starts one on each database; to try against a hub that runs:
 *
 *     ESTATEHUB_URL=http://127.0.0.1:8080 ESTATEHUB_SIGNINS=../data/demo-signins.json npx playwright test --config journeys/playwright.config.ts
 */
export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: process.env.ESTATEHUB_TRACES ?? "/tmp/estatehub-journeys",
  // The journeys change one portfolio, and two cores carry a hub, a database and a browser.
  workers: 1,
  forbidOnly: !!process.env.CI,
  // In CI other tests keep both cores busy: what fails once and then passes is reported as flaky.
  retries: process.env.CI ? 1 : 0,
  maxFailures: process.env.CI ? 6 : 0,
  timeout: process.env.CI ? 180_000 : 90_000,
  expect: { timeout: process.env.CI ? 30_000 : 15_000 },
  reporter: [["list"]],
  use: {
    baseURL: process.env.ESTATEHUB_URL,
    timezoneId: "Asia/Shanghai",
    launchOptions: { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: quiet },
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "desktop-zh", use: { ...desktop, ...zh } },
    { name: "desktop-en", use: { ...desktop, ...en } },
    { name: "phone-zh", use: { ...phone, ...zh } },
    { name: "phone-en", use: { ...phone, ...en } },
  ],
});
