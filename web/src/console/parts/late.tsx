import { type ComponentProps, type ComponentType, lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import type { Dropdown, Popover } from "antd";

/** What is under the button: closed by itself once it has been used. */
interface Sheet {
  children: ReactNode;
  open?: boolean;
  onOpenChange?(open: boolean): void;
}

/**
 * A button with something under it, whose code comes when the button is first
 * pointed at: until then the button stands alone. Most menus of a page are
 * never opened, and to draw a closed one costs as much as the tile it is on.
 */
function late<Props extends Sheet>(load: () => Promise<{ default: ComponentType<Props> }>) {
  const Loaded = lazy(load) as unknown as ComponentType<Props>;
  return function Late(props: Props) {
    const holder = useRef<HTMLSpanElement>(null);
    const [wanted, setWanted] = useState(props.open ?? false);
    const [own, setOwn] = useState(false);
    const open = props.open ?? own;
    const setOpen = (to: boolean) => {
      setOwn(to);
      props.onOpenChange?.(to);
    };
    const want = () => {
      setWanted(true);
      setOpen(true);
    };
    const warm = () => void load().catch(() => {}); // the click tries again, and says so
    return (
      <span ref={holder} style={{ display: "contents" }} onPointerEnter={warm} onFocus={warm} {...(wanted ? {} : { onClick: want })}>
        {wanted ? (
          <Suspense fallback={props.children}>
            <Loaded {...props} open={open} onOpenChange={setOpen} />
            <Focus within={holder} />
          </Suspense>
        ) : props.children}
      </span>
    );
  };
}

/** Gives the focus back to the button, which is another one since its menu came. */
function Focus({ within }: { within: React.RefObject<HTMLElement | null> }) {
  useEffect(() => {
    if (document.activeElement === document.body) within.current?.querySelector("button")?.focus();
  }, [within]);
  return null;
}

/** Ant Design's popover around a button, loaded when it is wanted. */
export const LatePopover = late<ComponentProps<typeof Popover> & Sheet>(() => import("./popover.ts"));

/** Ant Design's menu under a button, loaded when it is wanted. */
export const LateDropdown = late<ComponentProps<typeof Dropdown> & Sheet>(() => import("./dropdown.ts"));
