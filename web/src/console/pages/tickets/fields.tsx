import { Select } from "antd";
import { useEffect, useState } from "react";
import { useQuery } from "urql";
import {
  TicketClass, TicketDefectSize, TicketOutcome, TicketSeverity, TicketTopic, TicketType, TicketUnfinishedBecause, TicketWaitingFor,
} from "../../gql/schema.ts";
import { TicketFindDocument } from "../../gql/tickets.ts";
import { useTerm } from "../../lib/i18n.ts";
import type { Field } from "../../parts/verb.tsx";
import { useTicketTexts } from "./texts.ts";
import type { Where } from "./filters.ts";

const codes: Record<string, readonly [type: string, values: readonly string[]]> = {
  class: ["TicketClass", TicketClass],
  type: ["TicketType", TicketType],
  severity: ["TicketSeverity", TicketSeverity],
  defectSize: ["TicketDefectSize", TicketDefectSize],
  topic: ["TicketTopic", TicketTopic],
  waitingFor: ["TicketWaitingFor", TicketWaitingFor],
  outcome: ["TicketOutcome", TicketOutcome],
  because: ["TicketUnfinishedBecause", TicketUnfinishedBecause],
};

const kinds: Record<string, NonNullable<Field["kind"]>> = {
  result: "area", reason: "area", text: "area", assigneeId: "staff", complainedStaffId: "staff", promisedAt: "time", nextVisitAt: "time", plannedFor: "day",
  amount: "number", complainants: "number", collective: "check",
};

type Label = Parameters<ReturnType<typeof useTicketTexts>["t"]>[0];

/** Makes the fields of forms out of the names of arguments. */
export function useFields(ticket: { communityId: string; kind: string; id?: string }) {
  const { t } = useTicketTexts();
  const term = useTerm();
  return (name: string, needed: boolean): Field[] => {
    const code = codes[name];
    const field: Field = {
      name,
      label: t(`field.${name}` as Label),
      required: needed,
      ...(kinds[name] ? { kind: kinds[name] } : {}),
      ...(code ? { options: code[1].map((value) => ({ value, label: term(code[0], value) })) } : {}),
    };
    switch (name) {
      case "assigneeId": // or a department: the hub says where neither is given
        return [{ ...field, required: false }, { name: "department", label: t("field.department") }];
      case "collective":
        return [field, { name: "complainants", label: t("field.complainants"), kind: "number", min: 2, when: (v) => v["collective"] === true }];
      case "qualified":
        return [{ ...field, options: [{ value: true, label: t("qualified") }, { value: false, label: t("unqualified") }] }];
      case "intoId":
        return [{ ...field, render: <TicketSelect where={{ communityId: [ticket.communityId], kind: [ticket.kind] as NonNullable<Where["kind"]>, open: true }} except={ticket.id} /> }];
      default:
        return [field];
    }
  };
}

/** Picks a ticket by its number. */
function TicketSelect({ where, except, ...field }: { where: Where; except: string | undefined; id?: string; value?: string; onChange?(value: string): void }) {
  const [typed, setTyped] = useState("");
  const [text, setText] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setText(typed.trim()), 250);
    return () => clearTimeout(timer);
  }, [typed]);
  const [{ data, fetching }] = useQuery({
    query: TicketFindDocument,
    variables: { where: { ...where, ...(text ? { numberContains: text.toUpperCase() } : {}) } },
  });
  const options = (data?.tickets.nodes ?? []).filter((n) => n.id !== except).map((n) => ({ value: n.id, label: `${n.number} · ${n.content}` }));
  return <Select {...field} showSearch={{ filterOption: false, onSearch: setTyped }} loading={fetching} options={options} />;
}
