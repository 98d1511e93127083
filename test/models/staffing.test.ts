import { erlangA, erlangC, requiredAgents, staffingPlan } from "kpi-core/models";
import { describe, expect, it } from "vitest";

const half = { contacts: 100, intervalSeconds: 1800, handleSeconds: 180 };
const target = { serviceLevel: 0.8, withinSeconds: 20 };

describe("the fewest agents", () => {
  it("4. pyworkforce: 80 % in 20 s, at most 85 % busy, shrinkage 30 %: 14, scheduled 20", () => {
    const found = requiredAgents({ ...half, ...target, maxOccupancy: 0.85, shrinkage: 0.3 });
    expect(found).toMatchObject({ load: 10, agents: 14, scheduled: 20 });
    // 13 fall short: 0.7956
    const short = erlangC({ ...half, withinSeconds: 20, agents: 13 });
    expect("serviceLevel" in short && short.serviceLevel.toFixed(4)).toBe("0.7956");
  });
  it("7. phubers/erlang: 20 erlangs, 80 % in 60 s: 23, 87 % busy", () => {
    const found = requiredAgents({ ...half, contacts: 200, serviceLevel: 0.8, withinSeconds: 60 });
    expect(found.agents).toBe(23);
    expect(found.served?.occupancy.toFixed(2)).toBe("0.87");
  });
  it("is held to every target", () => {
    // 10 erlangs at most 70 % busy are 10 / 0.7 = 14.29 agents
    expect(requiredAgents({ ...half, ...target, maxOccupancy: 0.7 }).agents).toBe(15);
    // A cap that needs exactly 20 is reached with 20
    expect(requiredAgents({ ...half, ...target, maxOccupancy: 0.5 }).agents).toBe(20);
    const patient = { ...half, ...target, patienceSeconds: 300 };
    // Published for 14 and 13: 0.9168 and 0.8582 in time, 1.40 % and 2.50 % give up
    expect(requiredAgents({ ...patient, maxAbandonment: 0.014 }).agents).toBe(14);
    expect(requiredAgents({ ...patient, maxAbandonment: 0.025 }).agents).toBe(13);
    expect(requiredAgents({ ...patient, serviceLevel: 0.9 }).agents).toBe(14);
  });
  it("of any size: one fewer falls short", () => {
    for (const contacts of [1, 37, 990, 9900, 90_000]) {
      const traffic = { ...half, contacts };
      const { agents, load } = requiredAgents({ ...traffic, ...target });
      const level = (count: number) => {
        const found = erlangC({ ...traffic, withinSeconds: 20, agents: count });
        return "reason" in found ? 0 : found.serviceLevel;
      };
      expect(level(agents)).toBeGreaterThanOrEqual(0.8);
      expect(agents === 1 ? 0 : level(agents - 1)).toBeLessThan(0.8);
      const few = requiredAgents({ ...traffic, ...target, patienceSeconds: 60 }).agents;
      const patience = (count: number) =>
        erlangA({ ...traffic, withinSeconds: 20, patienceSeconds: 60, agents: count }).serviceLevel;
      expect(patience(few)).toBeGreaterThanOrEqual(0.8);
      expect(few === 1 ? 0 : patience(few - 1)).toBeLessThan(0.8);
      // Those who give up need no agent
      expect(few).toBeLessThanOrEqual(agents);
      expect(agents).toBeGreaterThan(load);
    }
  });
  it("rounds up without the error of doubles: 21 / (1 - 0.3) is 30, which doubles make 30.000000000000004", () => {
    expect(21 / (1 - 0.3)).toBeGreaterThan(30);
    const of21 = requiredAgents({ ...half, contacts: 167, ...target, shrinkage: 0.3 });
    expect([of21.agents, of21.scheduled]).toEqual([21, 30]);
    // 9 / (1 - 0.291) = 12.69; nothing off
    expect(requiredAgents({ ...half, contacts: 62, ...target, shrinkage: "0.291" })).toMatchObject({
      agents: 9,
      scheduled: 13,
    });
    expect(requiredAgents({ ...half, ...target })).toMatchObject({ agents: 14, scheduled: 14 });
  });
  it("M22. 100 at work, shrinkage 40 %: 140 as 100 times 1.4, of whom 84 are there; 167", () => {
    const found = requiredAgents({ ...half, contacts: 700, ...target, maxOccupancy: 0.7, shrinkage: 0.4 });
    expect([found.agents, found.scheduled]).toEqual([100, 167]);
    expect(Math.round(140 * (1 - 0.4))).toBe(84);
  });
  it("no contacts need nobody", () => {
    expect(requiredAgents({ ...half, contacts: 0, ...target })).toEqual({
      load: 0,
      agents: 0,
      scheduled: 0,
      served: null,
    });
  });
  it.each([
    [{ serviceLevel: 1 }, "requiredAgents: serviceLevel is 1; write a share above 0, below 1"],
    [{ serviceLevel: 80 }, "requiredAgents: serviceLevel is 80"],
    [{ shrinkage: 1 }, "requiredAgents: shrinkage is 1; write a share from 0, below 1"],
    [{ maxOccupancy: 0 }, "requiredAgents: maxOccupancy is 0; write a share above 0, at most 1"],
    [
      { maxAbandonment: 0.05 },
      "requiredAgents: maxAbandonment is given, and nobody gives up; write patienceSeconds",
    ],
    [{ maxOccupancy: 1e-6 }, "requiredAgents: 100000 do not reach the targets; write looser ones"],
  ])("%j says what would be right", (more, message) => {
    expect(() => requiredAgents({ ...half, ...target, ...more })).toThrow(message);
  });
});

describe("a day in intervals", () => {
  const plan = staffingPlan({
    intervals: [
      { contacts: 100, handleSeconds: 180 },
      { contacts: 0, handleSeconds: 180 },
      { contacts: 200, handleSeconds: 180 },
    ],
    intervalSeconds: 1800,
    ...target,
    shrinkage: 0.3,
  });
  it("each interval has its agents; hours are added, the peak is the most", () => {
    const agents = plan.intervals.map(({ agents }) => agents);
    expect(agents[0]).toBe(14);
    expect(agents[1]).toBe(0);
    expect(plan.peak).toBe(agents[2]);
    expect(plan.agentHours).toBe((14 + (agents[2] ?? 0)) / 2);
    // 14 / 0.7 = 20
    expect(plan.scheduledHours).toBe((20 + Math.ceil(((agents[2] ?? 0) * 10) / 7)) / 2);
  });
  it("the service level is that of the contacts, and not the mean of the intervals", () => {
    const [first, , last] = plan.intervals.map(({ served }) => served?.serviceLevel ?? 0) as [
      number,
      number,
      number,
    ];
    expect(plan.serviceLevel).toBeCloseTo((first * 100 + last * 200) / 300, 14);
    expect(plan.serviceLevel).not.toBeCloseTo((first + last) / 2, 3);
  });
  it("a day without contacts has none", () => {
    const empty = staffingPlan({ intervals: [], intervalSeconds: 1800, ...target });
    expect(empty).toEqual({ intervals: [], peak: 0, agentHours: 0, scheduledHours: 0, serviceLevel: null });
  });
  it("says which interval is wrong", () => {
    const intervals = [
      { contacts: 1, handleSeconds: 60 },
      { contacts: -1, handleSeconds: 60 },
    ];
    expect(() => staffingPlan({ intervals, intervalSeconds: 1800, ...target })).toThrow(
      "staffingPlan: intervals[1]: contacts is -1",
    );
  });
});
