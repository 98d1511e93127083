import * as adoption from "./adoption.ts";
import * as calls from "./calls.ts";
import * as deployments from "./deployments.ts";
import * as finance from "./finance.ts";
import * as flow from "./flow.ts";
import * as forecasts from "./forecasts.ts";
import * as inventory from "./inventory.ts";
import * as people from "./people.ts";
import * as production from "./production.ts";
import * as projects from "./projects.ts";
import * as purchasing from "./purchasing.ts";
import * as quality from "./quality.ts";
import * as recruiting from "./recruiting.ts";
import * as reliability from "./reliability.ts";
import * as retention from "./retention.ts";
import * as revenue from "./revenue.ts";
import * as sales from "./sales.ts";
import * as satisfaction from "./satisfaction.ts";
import * as selfService from "./self-service.ts";
import * as service from "./service.ts";
import * as sla from "./sla.ts";
import * as supply from "./supply.ts";
import * as utilisation from "./utilisation.ts";

/** Every metric there is, by page and name; what a page exports and does not list does not compile. */
export const pages = {
  flow,
  service,
  calls,
  "self-service": selfService,
  sla,
  satisfaction,
  reliability,
  deployments,
  retention,
  adoption,
  revenue,
  utilisation,
  people,
  recruiting,
  supply,
  inventory,
  purchasing,
  forecasts,
  production,
  quality,
  finance,
  projects,
  sales,
};
