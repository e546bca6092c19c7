import { useTexts } from "../../lib/i18n.ts";
import type { texts } from "./zh.ts";

/** Texts of the people page. */
export const usePeopleTexts = () => useTexts<keyof typeof texts>("people");
