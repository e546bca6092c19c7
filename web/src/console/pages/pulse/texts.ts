import { useTexts } from "../../lib/i18n.ts";
import type { texts } from "./zh.ts";

/** Texts of the pulse page. */
export const usePulseTexts = () => useTexts<keyof typeof texts>("pulse");
