import { useTexts } from "../../lib/i18n.ts";
import type { texts } from "./zh.ts";

/** Texts of the data page. */
export const useDataTexts = () => useTexts<keyof typeof texts>("data");
