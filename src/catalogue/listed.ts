import type { AnyMetric } from "../core/definition.ts";

/**
 * What a page of metrics exports, each as it is listed: the metric; one with a setting at one of them; or first the
 * one that is shown, then its variants.
 */
export type Listed<Page> = Readonly<Record<keyof Page, AnyMetric | readonly [AnyMetric, ...AnyMetric[]]>>;
