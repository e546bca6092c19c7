import { useTexts } from "../../lib/i18n.ts";
import type { texts } from "./zh.ts";

/** Texts of the admin page. */
export const useAdminTexts = () => useTexts<keyof typeof texts>("admin");
