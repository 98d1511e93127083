import {
  evaluate,
  instant,
  KpiError,
  metric,
  money,
  population,
  record,
  reportOf,
  table,
  tallyOf,
  text,
  toDate,
} from "kpi-core";
import * as flow from "kpi-core/metrics/flow";
import { dataFrame, definition, explain, ledgers, markdown, terminal, tidy } from "kpi-core/outputs";
import { workItem } from "kpi-core/records";
import { describe, expect, expectTypeOf, it } from "vitest";
import { assessed, metrics, plan, report, rows } from "./sample.ts";

describe("a cell explained", () => {
  it("has its formula with its numbers, its target, and what was left out", () => {
    expect(explain(assessed, { metric: "cycleTime", period: "2026-01", group: { team: "north" } })).toBe(
      `
Cycle time, mean, 2026-01, team north: 4 d, from 1 record
target: at most 5 d, team north; met (-1 d)
Mean time from start to finish of the items finished in the period, weekends
  included; open items are not in it.

elapsed / finished = 345,600 s / 1 = 4 d
  elapsed = 345,600 s: sum of seconds(startedAt, finishedAt) over the workItem
    records in the period (placed by finishedAt), where known(finishedAt)
  finished = 1: number of workItem records in the period (placed by finishedAt),
    where known(finishedAt)

Left out over the whole report, all periods and groups together
  elapsed: 5 rows accepted = 4 counted + 1 without a date
  finished: 5 rows accepted = 4 counted + 1 without a date
  workItem: 1 rejected
Source: The Kanban Guide (2020.12), the mandatory flow metrics,
  https://kanbanguides.org/english/`.trimStart(),
    );
  });

  it("says why there is no value where there is none, in French too", () => {
    const place = { metric: "onTime", period: "2026-01", group: { team: null } } as const;
    const lines = explain(assessed, place, { locale: "fr" }).replaceAll("\u202f", "~").split("\n");
    expect(lines.slice(0, 3).join(" ")).toBe(
      "Respect des échéances, 2026-01, team (aucun)~: pas de valeur~: aucun   enregistrement à mesurer objectif~: au moins 60,0~%, à surveiller jusqu'à 50,0~%~; pas de données",
    );
    expect(lines).toContain("onTime / due = 0 / 0");
    expect(lines).toContain("Exclues sur l'ensemble du rapport, toutes périodes et tous groupes confondus");
    expect(lines).toContain("  onTime~: 5 lignes acceptées = 2 comptées + 1 sans date + 2 hors condition");
  });

  it("is of all groups without a group, and of the whole range without a period", () => {
    const first = (place: Parameters<typeof explain<typeof metrics, { team: string | null }>>[1]) =>
      explain(report, place).split("\n")[0];
    expect(first({ metric: "throughput" })).toBe("Throughput, all periods, all groups: 4, from 4 records");
    expect(first({ metric: "throughput", period: "total", group: { team: "null" } })).toBe(
      "Throughput, all periods, team null: 1, from 1 record",
    );
    expect(first({ metric: "onTime", period: Date.UTC(2026, 1) })).toBe(
      "On time, 2026-02, all groups: 50.0 %, from 2 records",
    );
    const whole = evaluate({ throughput: metrics.throughput }, rows, { asOf: "2026-02-11T00:00Z" });
    expect(explain(whole, { metric: "throughput" }).split("\n")[0]).toMatch(
      /^Throughput, all periods: 5, from/,
    );
  });

  it("shows numbers as they are: below zero in brackets, rounded ones marked, unknown ones named", () => {
    const sale = record("sale", {
      at: instant("when"),
      price: money("how much", "currency"),
      currency: text("of it"),
    });
    const sales = population(sale).dated("at");
    const margin = metric("margin", {
      title: { en: "Margin", fr: "Marge" },
      about: "Made up.",
      unit: "money",
      better: "higher",
      inputs: { sold: sales.sum("price"), cost: sales.sum("price * 0 - 1"), least: sales.min("price / 3") },
      formula: "sold - cost + least",
      example: { given: { sold: 1, cost: 1, least: 1 }, gives: "1" },
      source: { text: "a test", recalled: true },
    });
    const one = [{ at: 0, price: "12345.5", currency: "EUR" }];
    const lines = explain(
      evaluate({ margin }, table(sale, one), {}),
      { metric: "margin" },
      { width: 200 },
    ).split("\n");
    // 12345.5 + 1 + 4115.1666…
    expect(lines).toContain("sold - cost + least = 12,345.5 - (-1) + ≈4,115.1667 = 16,461.67 EUR");
    expect(lines).toContain("Nothing was left out, over the whole report.");
    expect(lines.at(-1)).toBe("Source: a test (recalled, not read again: unverified)");
    const none = evaluate({ margin }, table(sale, one), { from: 5, to: 6 });
    expect(explain(none, { metric: "margin" }, { width: 200 })).toContain("= 0 - 0 + unknown\n");
  });

  it.each([
    [{ metric: "speed" }, 'explain: no metric "speed"; there are throughput, onTime, cycleTime'],
    [{ metric: "toString" }, 'explain: no metric "toString"; there are'],
    [
      { metric: "onTime", period: "2026-03" },
      'explain: no period "2026-03"; there are "2026-01", "2026-02", "total"',
    ],
    [
      { metric: "onTime", group: { team: "south" } },
      'explain: no group { team: "south" }; there are { team: "north" }, { team: "null" }, { team: null }',
    ],
    [{ metric: "onTime", period: "2026-01", group: {} }, "explain: no group {  }; there are"],
  ])("%j is not there, and the error lists what is", (place, message) => {
    const wrong = () => explain(report, place as never);
    expect(wrong).toThrow(KpiError);
    expect(wrong).toThrow(message);
  });

  it("has no total where there are no rows, nor of windows, and names no period by a start that several have", () => {
    const { throughput } = metrics;
    const empty = evaluate({ throughput }, table(workItem, []), {});
    expect(() => explain(empty, { metric: "throughput" })).toThrow(
      "explain: no total; the report has no rows",
    );
    const months = tallyOf({ throughput }, rows, plan);
    const toNow = reportOf({ throughput }, toDate(months, "year"));
    expect(() => explain(toNow, { metric: "throughput" })).toThrow(
      'explain: no total; windows overlap and have none; name one as period; there are "2026-01", "2026-02"',
    );
    expect(() => explain(toNow, { metric: "throughput", period: Date.UTC(2026, 0, 1) })).toThrow(
      'is where several begin; name one; there are "2026-01", "2026-02"',
    );
    // a, b, c and d, and f, whose start is not read here
    expect(explain(toNow, { metric: "throughput", period: "2026-02" })).toMatch(/^Throughput, 2026-02: 5,/);
  });

  it.each<[unknown, string]>([
    [undefined, "explain: undefined is no cell; write"],
    [{ metric: "onTime", month: "2026-01" }, 'explain: no part month of a cell; write { metric: "…" }'],
  ])("what is no place of a cell is refused: %j", (place, message) => {
    expect(() => explain(report, place as never)).toThrow(message);
  });

  it.each<[string, () => unknown]>([
    ["explain", () => explain(report.rows as never, { metric: "onTime" } as never)],
    ["terminal", () => terminal(report.rows as never)],
    ["markdown", () => markdown(null as never)],
    ["ledgers", () => ledgers({} as never)],
    ["tidy", () => tidy(JSON.parse(JSON.stringify(report)))],
    ["dataFrame", () => dataFrame(JSON.parse(JSON.stringify(report)))],
  ])("%s says what is no report", (name, go) => {
    expect(go).toThrow(KpiError);
    expect(go).toThrow(`is no report; give what evaluate, reportOf or assess returns, all of it`);
    expect(go).toThrow(name);
  });

  it("is asked for by the names that the compiler knows", () => {
    // @ts-expect-error: no such metric
    expect(() => explain(report, { metric: "speed" })).toThrow();
    // @ts-expect-error: a team is a text or null
    expect(() => explain(report, { metric: "onTime", group: { team: 1 } })).toThrow();
    expectTypeOf(explain<typeof metrics, { team: string | null }>)
      .parameter(1)
      .toHaveProperty("metric")
      .toEqualTypeOf<"throughput" | "onTime" | "cycleTime">();
  });
});

describe("a definition", () => {
  it("says what it is, in both languages", () => {
    expect(definition(flow.onTimeRate)).toBe(
      `
On time (Respect des échéances)
Share of the items due in the period that were finished in time; what is open
  and overdue is late.

onTime / due
  onTime: number of workItem records in the period (placed by dueAt), where
    known(dueAt) and (known(finishedAt) and finishedAt <= dueAt)
  due: number of workItem records in the period (placed by dueAt), where
    known(dueAt)

Unit: share, in percent; more is better
Also called: due date performance, DDP, on-time delivery, taux de service
Source: Velocity Scheduling System, due date performance; by due date, so that
  open overdue items count`.trimStart(),
    );
    const french = definition(flow.timeToFinish({ p: "0.5" }), { locale: "fr" }).replaceAll("\u202f", "~");
    expect(french.split("\n")[0]).toBe("Délai d'achèvement, 50ᵉ centile (Time to finish, 50th percentile)");
    expect(french).toContain("Unité~: durée~; plus c'est bas, mieux c'est");
    expect(french.replace(/\s+/g, " ")).toContain("(citée de mémoire, non relue~: à vérifier)");
  });

  it("says when it is final, that it is about a person, and how exact it is", () => {
    const { title, about, unit, better, inputs, formula, example, source } = flow.onTimeRate;
    const words = { title, about, unit, better, example, source } as const;
    const late = metric("late", {
      ...words,
      inputs,
      formula,
      matures: "P7D",
      personal: true,
      tolerance: "0.001",
    });
    const text = definition(late);
    expect(text).toContain("\nFinal 7 d after the end of the period; until then there is no value.\n");
    expect(text).toContain("\nIt is about one person.\nRounded: within 0.001 of the true value.\n");
    expect(() => definition(late, { width: 39 })).toThrow(
      "definition: width is 39; write a whole number, 40 or more",
    );
    expect(() => definition(late, { locale: "it" as "en" })).toThrow('locale: "it" is not spoken');
  });
});
