import * as finance from "./finance.ts";
import * as flow from "./flow.ts";
import * as forecasts from "./forecasts.ts";
import * as people from "./people.ts";
import * as production from "./production.ts";
import * as projects from "./projects.ts";
import * as reliability from "./reliability.ts";
import * as retention from "./retention.ts";
import * as revenue from "./revenue.ts";
import * as sales from "./sales.ts";
import * as satisfaction from "./satisfaction.ts";
import * as service from "./service.ts";
import * as sla from "./sla.ts";
import * as supply from "./supply.ts";
import * as utilisation from "./utilisation.ts";

/** Every metric there is, by page and name; what a page exports and does not list does not compile. */
export const pages = {
  flow,
  service,
  sla,
  satisfaction,
  reliability,
  retention,
  revenue,
  utilisation,
  people,
  supply,
  forecasts,
  production,
  finance,
  projects,
  sales,
};
