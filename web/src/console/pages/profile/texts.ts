import { useTexts } from "../../lib/i18n.ts";
import type { texts } from "./zh.ts";

/** Texts of the profile page. */
export const useProfileTexts = () => useTexts<keyof typeof texts>("profile");
