import { coded, columns, table } from "kpi-core";
import { ticket } from "kpi-core/records";
import { rowsAsked, rowsOf, type TicketRow, type Tickets, teams, tickets } from "./data.ts";
import { type Contender, type Contest, lazily } from "./harness.ts";
import { appendedDuckDB, loadedDuckDB, loadedPolars, polarsFromRows } from "./table-databases.ts";
import { everyCell, everyNumber, type Ours, oneCell, reportOf, withMissing } from "./table-ours.ts";
import { columnPeers, rowPeers } from "./table-peers.ts";
import { dayByTeamAndPriority, monthByTeam, type Question } from "./table-question.ts";

/** Past it the rows as objects do not fit into the memory that Node takes by itself. */
const MOST_OBJECTS = 2_000_000;

/** Groups of tickets by period: from columns beside loaded tables, and from rows beside what reads rows. */
export async function contests(): Promise<Contest[]> {
  const data = tickets(rowsAsked(1_000_000));
  const found = [await fromColumns(monthByTeam, data), await fromColumns(dayByTeamAndPriority, data)];
  if (data.rows > MOST_OBJECTS) return found;
  const rows = rowsOf(data);
  return [
    ...found,
    await fromRows(monthByTeam, data, rows),
    await fromRows(dayByTeamAndPriority, data, rows),
  ];
}

async function fromColumns(question: Question, data: Tickets): Promise<Contest> {
  const { openedAt, team, priority } = data;
  const resolvedAt = withMissing(data.resolvedAt);
  const codes = columns({ openedAt, resolvedAt, team: coded(team, teams), priority });
  const named = columns({
    openedAt,
    resolvedAt,
    team: Array.from(team, (code) => teams[code] as string),
    priority,
  });
  const report = () => reportOf(question, table(ticket, codes));
  const contenders: Contender[] = [
    ...ours(question, report),
    {
      name: "kpi-core, names of teams as texts",
      run: () => everyNumber(question, reportOf(question, table(ticket, named))),
    },
    ...columnPeers(question, data),
    ...(await loadedDuckDB(question, data)),
    ...loadedPolars(question, data),
  ];
  return contestOf(`${question.name} from columns and loaded tables`, question, data.rows, contenders);
}

async function fromRows(question: Question, data: Tickets, rows: readonly TicketRow[]): Promise<Contest> {
  const report = () => reportOf(question, table(ticket, rows));
  const contenders: Contender[] = [
    ...ours(question, report),
    ...rowPeers(question, rows),
    await appendedDuckDB(question, data.rows, rows),
    ...polarsFromRows(question, rows),
  ];
  return contestOf(`${question.name} from rows`, question, data.rows, contenders);
}

/** As numbers, as the others have them; as cells with all digits; and as reports are read, of which most cells never are. */
function ours(question: Question, report: () => Ours): Contender[] {
  return [
    { name: "kpi-core", run: () => everyNumber(question, report()) },
    { name: "kpi-core, cells with 34 digits", run: () => everyCell(question, report()) },
    lazily(
      "kpi-core, one cell read",
      () => oneCell(report()),
      (whole) => everyCell(question, whole),
    ),
  ];
}

/** All answer the whole question at once. */
function contestOf(
  name: string,
  { cells }: Question,
  size: number,
  contenders: readonly Contender[],
): Contest {
  return {
    name: `${name}: count, mean, p50, p85, p95, share in time; ${cells.toLocaleString("en")} cells`,
    item: "ticket",
    size,
    checked: size,
    within: 1e-9,
    contenders,
  };
}
