import { useTexts } from "../../lib/i18n.ts";
import type { texts } from "./zh.ts";

/** Texts of the quality page. */
export const useQualityTexts = () => useTexts<keyof typeof texts>("quality");
