declare module "tdigest" {
  export class TDigest {
    push(value: number): void;
    compress(): void;
    percentile(shares: number[]): number[];
  }
}
