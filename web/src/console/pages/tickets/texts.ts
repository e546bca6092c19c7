import { useTexts } from "../../lib/i18n.ts";
import type { texts } from "./zh.ts";

/** Texts of the tickets page. */
export const useTicketTexts = () => useTexts<keyof typeof texts>("tickets");
