const browsers: [RegExp, string][] = [
  [/MicroMessenger/, "WeChat"], [/Edg\//, "Edge"], [/OPR\//, "Opera"], [/Firefox\//, "Firefox"], [/Chrome\//, "Chrome"], [/Safari\//, "Safari"],
];
const systems: [RegExp, string][] = [
  [/iPhone|iPad/, "iOS"], [/Android/, "Android"], [/HarmonyOS/, "HarmonyOS"], [/Windows/, "Windows"], [/Mac OS X/, "macOS"], [/Linux/, "Linux"],
];

/** A browser and its system by what it calls itself; the beginning of that where it is no browser known. */
export function deviceOf(agent: string): string {
  const of = (among: [RegExp, string][]) => among.find(([pattern]) => pattern.test(agent))?.[1];
  const browser = of(browsers);
  const system = of(systems);
  return browser ? [browser, system].filter(Boolean).join(" · ") : agent.slice(0, 60);
}
