import type * as projects from "../metrics/projects.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Projects and change", fr: "Projets et changement" };

export const metrics = {} satisfies Listed<typeof projects>;
