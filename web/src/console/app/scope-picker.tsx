import { ApartmentOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { communitiesOf, leavesOf } from "../lib/scope.ts";
import { useUrl } from "../lib/url.ts";
import { LatePopover } from "../parts/late.tsx";
import { Loading } from "./states.tsx";
import { useAppTexts, useSession } from "./use.ts";

const ScopeTree = lazy(() => import("./scope-tree.tsx"));

/** Picks the part of the portfolio all pages are about. Who reaches one community only sees its name. */
export function ScopePicker() {
  const { t } = useAppTexts();
  const { tree, names, single } = useSession();
  const [search] = useUrl();
  const [open, setOpen] = useState(false);
  if (single) return <strong className="cut">{leavesOf(tree)[0]?.name ?? t("scope.none")}</strong>;
  const ids = (search["scope"] ?? "").split(",").filter((id) => names.has(id));
  const count = communitiesOf(search["scope"], tree)?.length;
  const label =
    ids.length === 0 || !count ? t("scope.all") : ids.length === 1 ? names.get(ids[0]!)! : t("scope.some", { count });
  return (
    <LatePopover
      content={<Suspense fallback={<Loading rows={4} />}><ScopeTree /></Suspense>}
      trigger="click"
      placement="bottomLeft"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
    >
      <Button icon={<ApartmentOutlined />} aria-label={`${t("scope.pick")}: ${label}`} className="scope-button">
        <span className="cut">{label}</span>
      </Button>
    </LatePopover>
  );
}
