import { useTexts } from "../../lib/i18n.ts";
import type { texts } from "./zh.ts";

/** Texts of the estates page. */
export const useEstatesTexts = () => useTexts<keyof typeof texts>("estates");
