import { SearchOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { lazy, Suspense } from "react";
import { useAppTexts, useOnce } from "./use.ts";

const SearchSheet = lazy(() => import("./search-sheet.tsx"));

/** Searches owners, units, tickets and staff over the whole reach of the viewer; opened by "/". */
export function SearchBox({ open, setOpen }: { open: boolean; setOpen(open: boolean): void }) {
  const { t } = useAppTexts();
  const wanted = useOnce(open);
  return (
    <>
      <Button icon={<SearchOutlined />} aria-label={t("search.open")} aria-keyshortcuts="/" onClick={() => setOpen(true)}>
        <span className="search-text">{t("search.open")} <kbd>/</kbd></span>
      </Button>
      {wanted && <Suspense><SearchSheet open={open} close={() => setOpen(false)} /></Suspense>}
    </>
  );
}
