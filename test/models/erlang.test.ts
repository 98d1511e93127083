import { type ErlangC, erlangA, erlangB, erlangC, requiredLines } from "kpi-core/models";
import { describe, expect, it } from "vitest";

// The numbers are those of section 4 of the catalogue of service and flow, whose inputs and outputs are published
const half = { contacts: 100, intervalSeconds: 1800, handleSeconds: 180, withinSeconds: 20 };
const minute = { contacts: 48, intervalSeconds: 60, handleSeconds: 60, agents: 50 };
const served = (input: Parameters<typeof erlangC>[0]): ErlangC => {
  const found = erlangC(input);
  if ("reason" in found) throw new Error(found.reason);
  return found;
};
const near = (actual: number, expected: number, relative: number) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(relative * Math.abs(expected));

describe("Erlang B, published", () => {
  it("8. erlang.com: 15 lines carry 8.108 erlangs with 1 % lost", () => {
    expect(erlangB({ load: 8.108, lines: 15 }).blocking.toFixed(7)).toBe("0.0099996");
    // The tables give the load to three decimals: a thousandth more is too much
    expect(erlangB({ load: 8.109, lines: 15 }).blocking).toBeGreaterThan(0.01);
  });
  it.each([
    [1, 1, "0.5"],
    [1, 2, "0.2"],
    [10, 17, "0.0129489"],
    [10, 16, "0.0223019"],
  ])("9. pyworkforce: %d erlangs, %d lines: %s", (load, lines, blocking) => {
    expect(Number(erlangB({ load, lines }).blocking.toFixed(7))).toBe(Number(blocking));
  });
  it("9. pyworkforce: 10 erlangs, at most 2 % lost: 17 lines; each in use 58.06 % of the time", () => {
    expect(requiredLines({ load: 10, blocking: 0.02 })).toBe(17);
    expect(erlangB({ load: 10, lines: 17 }).occupancy.toFixed(6)).toBe("0.580618");
  });
});

describe("Erlang C, published", () => {
  it("3. pyworkforce, CRAN ErlangC: 100 calls in 30 min of 180 s, 14 agents, 20 s", () => {
    const found = served({ ...half, agents: 14 });
    expect(found.load).toBe(10);
    near(found.waitProbability, 0.1741319335950498, 1e-14);
    near(found.serviceLevel, 0.8883500191794669, 1e-14);
    near(found.averageSpeedOfAnswer, 7.83593701177724, 1e-14);
    near(found.occupancy, 0.7142857142857143, 1e-15);
    expect((1 - found.waitProbability).toFixed(7)).toBe("0.8258681");
    expect(served({ ...half, agents: 11 }).waitProbability.toFixed(7)).toBe("0.6821182");
  });
  it("5. Telefónica: 600 an hour of 120 s: 26 agents for at most 15 % who wait, 3 s; 30 for 2.5 %", () => {
    const hour = { contacts: 600, intervalSeconds: 3600, handleSeconds: 120, withinSeconds: 20 };
    expect(served({ ...hour, agents: 26 }).load).toBe(20);
    expect(served({ ...hour, agents: 26 }).waitProbability.toFixed(4)).toBe("0.1434");
    expect(served({ ...hour, agents: 25 }).waitProbability.toFixed(4)).toBe("0.2091");
    expect(served({ ...hour, agents: 26 }).averageSpeedOfAnswer.toFixed(3)).toBe("2.868");
    expect(served({ ...hour, agents: 30 }).waitProbability.toFixed(5)).toBe("0.02495");
  });
  it("6. Wolfram: 30 an hour of 5 min: no delay for 90 % with 6", () => {
    const hour = { contacts: 30, intervalSeconds: 3600, handleSeconds: 300, withinSeconds: 0 };
    expect(served({ ...hour, agents: 6 }).serviceLevel.toFixed(6)).toBe("0.952555");
    expect(served({ ...hour, agents: 5 }).serviceLevel.toFixed(6)).toBe("0.869629");
  });
  it("7. phubers/erlang: 200 in 30 min of 3 min, 25 agents, 60 s", () => {
    const input = { contacts: 200, intervalSeconds: 1800, handleSeconds: 180, withinSeconds: 60 };
    const found = served({ ...input, agents: 25 });
    expect(erlangB({ load: found.load, lines: 25 }).blocking.toFixed(7)).toBe("0.0502218");
    expect(found.waitProbability.toFixed(7)).toBe("0.2091028");
    expect(found.serviceLevel.toFixed(7)).toBe("0.9605056");
    expect(found.averageSpeedOfAnswer.toFixed(4)).toBe("7.5277");
  });
  it("10. Garnett, Mandelbaum and Reiman, with infinite patience", () => {
    const found = served({ ...minute, withinSeconds: 58.139 });
    expect(found.averageSpeedOfAnswer.toFixed(4)).toBe("20.8337");
    expect(found.queue.toFixed(4)).toBe("16.6669");
    expect(found.serviceLevel.toFixed(5)).toBe("0.90000");
    expect(found.occupancy).toBe(0.96);
  });
});

describe("Erlang A, published", () => {
  it("10. Garnett, Mandelbaum and Reiman 2002: 48 a minute of a minute, 50 agents, patience 2 min", () => {
    const found = erlangA({ ...minute, patienceSeconds: 120, withinSeconds: 12.45 });
    expect(found.abandonment.toFixed(7)).toBe("0.0309122");
    expect(found.meanWait.toFixed(5)).toBe("3.70947");
    expect(found.queue.toFixed(5)).toBe("2.96758");
    expect(found.occupancy.toFixed(6)).toBe("0.930324");
    expect(found.waitsLonger.toFixed(3)).toBe("0.100");
  });
  it.each([
    [14, "0.14526", "0.013984", "0.704297", "0.916792"],
    [13, "0.22580", "0.024963", "0.750028", "0.858178"],
  ])("11. pyworkforce: as 3, patience 5 min, %d agents", (agents, waits, abandons, occupancy, level) => {
    const found = erlangA({ ...half, agents, patienceSeconds: 300 });
    expect(found.waitProbability.toFixed(5)).toBe(waits);
    expect(found.abandonment.toFixed(6)).toBe(abandons);
    expect(found.occupancy.toFixed(6)).toBe(occupancy);
    expect(found.serviceLevel.toFixed(6)).toBe(level);
  });
  it("11. pyworkforce: 14 agents: a mean wait of 0.069919 min", () => {
    expect((erlangA({ ...half, agents: 14, patienceSeconds: 300 }).meanWait / 60).toFixed(6)).toBe(
      "0.069919",
    );
  });
});

/** Every state of the queue by its chance, with as many waiting as ever do: birth and death, added up. */
function byStates({ load, agents, patience }: { load: number; agents: number; patience: number }) {
  const leaving = (k: number) => Math.min(k, agents) + Math.max(k - agents, 0) / patience;
  const weights = [1];
  for (let k = 1; k < 40 * (agents + load); k++)
    weights.push(((weights.at(-1) as number) * load) / leaving(k));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const over = (value: (k: number) => number) =>
    weights.reduce((sum, weight, k) => sum + (weight / all) * value(k), 0);
  const queue = over((k) => Math.max(k - agents, 0));
  return {
    waitProbability: over((k) => (k < agents ? 0 : 1)),
    queue,
    abandonment: queue / patience / load,
    occupancy: over((k) => Math.min(k, agents)) / agents,
  };
}

describe("Erlang A against its states added up", () => {
  const loads = [0.5, 4, 9.9, 10, 25];
  const patiences = [1e-6, 1e-3, 0.05, 0.7, 3, 20];
  const grid = [1, 10, 100].flatMap((agents) =>
    loads.flatMap((load) => patiences.map((patience) => [load, agents, patience] as const)),
  );
  it.each(grid)(
    "%d erlangs, %d agents, a patience of %d handle times, to 1e-11",
    (load, agents, patience) => {
      const states = byStates({ load, agents, patience });
      const unit = { contacts: load, intervalSeconds: 1, handleSeconds: 1, agents, withinSeconds: 0 };
      const found = erlangA({ ...unit, patienceSeconds: patience });
      near(found.waitProbability, states.waitProbability, 1e-11);
      near(found.queue, states.queue, 1e-11);
      near(found.abandonment, states.abandonment, 1e-11);
      near(found.occupancy, states.occupancy, 1e-11);
      // Within 0 s those are served that do not wait
      expect(found.serviceLevel).toBeCloseTo(1 - states.waitProbability, 11);
      expect(found.waitsLonger).toBeCloseTo(states.waitProbability, 11);
    },
  );
  it("a patience of a minute beside an hour of work, by mpmath: of each state what is served in 20 s is a beta share", () => {
    const hour = { contacts: 2, intervalSeconds: 1800, handleSeconds: 3600, agents: 1 };
    const found = erlangA({ ...hour, patienceSeconds: 60, withinSeconds: 20 });
    near(found.occupancy, 0.810288467667212, 1e-13);
    // One agent is found at work as often as he is
    near(found.waitProbability, 0.810288467667212, 1e-13);
    near(found.abandonment, 0.797427883083197, 1e-13);
    near(found.serviceLevel, 0.193321264285438, 1e-13);
    near(found.waitsLonger, 0.57755446076265, 1e-13);
    near(found.meanWait, 47.8456729849918, 1e-13);
  });
  it("within any time, those that wait longer, are served and gave up are all: with time to spare, only two", () => {
    const found = erlangA({ ...half, agents: 9, patienceSeconds: 300, withinSeconds: 1e6 });
    expect(found.serviceLevel + found.abandonment).toBeCloseTo(1, 11);
    expect(found.waitsLonger).toBe(0);
  });
});

describe("sizes from 10 to 10,000 agents", () => {
  const sizes = [10, 100, 1000, 10_000];
  const at = (agents: number, busy: number, patienceSeconds: number) => ({
    contacts: agents * busy * 10,
    intervalSeconds: 1800,
    handleSeconds: 180,
    agents,
    withinSeconds: 20,
    patienceSeconds,
  });
  it.each(sizes)("%d agents, with endless patience: Erlang A is Erlang C", (agents) => {
    for (const busy of [0.5, 0.9]) {
      const patient = erlangA(at(agents, busy, 1e9));
      const all = served(at(agents, busy, 1));
      // 1e9 s of patience are not quite endless
      expect(patient.waitProbability).toBeCloseTo(all.waitProbability, 5);
      expect(patient.serviceLevel).toBeCloseTo(all.serviceLevel, 5);
      near(patient.meanWait, all.averageSpeedOfAnswer, 1e-5);
    }
  });
  it.each(sizes)(
    "%d agents: every share is one, nothing is NaN, who comes is served or gives up",
    (agents) => {
      for (const busy of [1e-6, 0.5, 0.999, 1, 1.5, 9]) {
        const { load, meanWait, queue, ...shares } = erlangA(at(agents, busy, 90));
        for (const [name, share] of Object.entries(shares)) {
          expect(share, name).toBeGreaterThanOrEqual(0);
          expect(share, name).toBeLessThanOrEqual(1);
        }
        expect(Number.isFinite(meanWait) && Number.isFinite(queue)).toBe(true);
        near(shares.occupancy * agents, load * (1 - shares.abandonment), 1e-12);
        // What nobody can serve gives up
        if (busy === 9) near(shares.abandonment, 8 / 9, 1e-9);
      }
    },
  );
  it("units that nobody has lose no digits: a patience of 10¹⁵ handle times", () => {
    const odd = { contacts: 230, intervalSeconds: 1.2e-9, handleSeconds: 2.7e-7, agents: 20 };
    const { load, abandonment, occupancy } = erlangA({ ...odd, withinSeconds: 1, patienceSeconds: 7e8 });
    // Far too few agents: all that they cannot serve gives up
    near(abandonment, 1 - 20 / load, 1e-9);
    near(occupancy, 1, 1e-9);
  });
  it.each(sizes)("%d lines of which nearly all are taken: B is about 1 - lines / load", (lines) => {
    near(erlangB({ load: lines * 10, lines }).blocking, 0.9, 0.02);
    expect(erlangB({ load: 0, lines }).blocking).toBe(0);
  });
});

describe("what has no value, or is no input", () => {
  it("as many agents as erlangs, or fewer: unstable, and no number", () => {
    expect(erlangC({ ...half, agents: 10 })).toEqual({ load: 10, reason: "unstable" });
    expect(erlangC({ ...half, agents: 3 })).toEqual({ load: 10, reason: "unstable" });
  });
  it("no contacts: nobody waits", () => {
    expect(served({ ...half, contacts: 0, agents: 1 })).toMatchObject({ serviceLevel: 1, occupancy: 0 });
    expect(erlangA({ ...half, contacts: 0, agents: 1, patienceSeconds: 60 })).toMatchObject({
      serviceLevel: 1,
      abandonment: 0,
    });
  });
  it.each([
    [
      () => erlangC({ ...half, agents: 1.5 }),
      "erlangC: agents is 1.5; write a whole number from 1 to 100000",
    ],
    [
      () => erlangC({ ...half, agents: 14, contacts: Number.NaN }),
      "erlangC: contacts is NaN; write contacts",
    ],
    [() => erlangC({ ...half, agents: 14, handleSeconds: 0 }), "erlangC: handleSeconds is 0; write seconds"],
    [
      () => erlangC({ ...half, agents: 14, withinSeconds: -1 }),
      "erlangC: withinSeconds is -1; write seconds",
    ],
    [
      () => erlangA({ ...half, agents: 14, patienceSeconds: Number.POSITIVE_INFINITY }),
      "erlangA: patienceSeconds is Infinity; write seconds",
    ],
    [
      () => erlangC({ ...half, agents: 14, contacts: 1e9 }),
      "erlangC: the load is 100000000 erlangs; at most 100000 can be; look at the units",
    ],
    [() => erlangB({ load: "10" as never, lines: 2 }), 'erlangB: load is "10"; write erlangs, such as 10'],
    [() => erlangB({ load: 10, lines: 0 }), "erlangB: lines is 0; write a whole number from 1"],
    [
      // More than erlangB takes: 100,000 erlangs need some lines more to lose so few
      () => requiredLines({ load: 100_000, blocking: 1e-6 }),
      "requiredLines: 100000 do not reach the targets; write looser ones",
    ],
    [() => requiredLines({ load: 10, blocking: 0 }), "requiredLines: blocking is 0; write a share above 0"],
  ])("%# says what would be right", (act, message) => {
    expect(act).toThrow(message);
  });
});
