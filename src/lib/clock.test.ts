import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ClockSetting, createClock, systemClock, type TurnableClock } from './clock.js';

fc.configureGlobal({ seed: 20_260_102 });

/** A machine whose time only the test moves. */
function createMachine(nowMs: number) {
  const machine = { nowMs, now: () => machine.nowMs };
  return machine;
}

const START = 1_000_000;

describe.each<[string, (clock: TurnableClock) => void, number, number]>([
  ['untouched', () => {}, START, START + 500],
  ['frozen', (clock) => clock.freeze(), START, START],
  ['frozen elsewhere', (clock) => clock.freeze(5), 5, 5],
  ['frozen twice', (clock) => [clock.freeze(5), clock.freeze()], 5, 5],
  ['set', (clock) => clock.set(7), 7, 507],
  ['set while frozen', (clock) => [clock.freeze(), clock.set(7)], 7, 7],
  ['advanced', (clock) => clock.advance(60), START + 60, START + 560],
  ['advanced backwards', (clock) => clock.advance(-60), START - 60, START + 440],
  ['advanced while frozen', (clock) => [clock.freeze(), clock.advance(60)], START + 60, START + 60],
  ['resumed', (clock) => [clock.freeze(5), clock.resume()], 5, 505],
  ['resumed without having been frozen', (clock) => [clock.set(7), clock.resume()], 7, 507],
  ['restored frozen', (clock) => clock.restore({ frozenAtMs: 9 }), 9, 9],
  ['restored running', (clock) => clock.restore({ offsetMs: -START }), 0, 500],
])('%s', (_what, turn, atOnce, later) => {
  test(`tells ${atOnce}, and ${later} when the machine has gone on by 500 ms`, () => {
    const machine = createMachine(START);
    const clock = createClock(machine);
    turn(clock);
    expect(clock.now()).toBe(atOnce);
    machine.nowMs += 500;
    expect(clock.now()).toBe(later);
  });

  test('its setting makes another clock go the same', () => {
    const machine = createMachine(START);
    const clock = createClock(machine);
    turn(clock);
    const remembered = JSON.parse(JSON.stringify(clock.setting)) as ClockSetting;
    const restored = createClock(machine);
    restored.restore(remembered);
    machine.nowMs += 500;
    expect(restored.now()).toBe(clock.now());
    expect(createClock(machine, remembered).now()).toBe(clock.now());
  });
});

test('whatever was done to it, resuming makes no jump and advancing moves by exactly that much', () => {
  const turns = fc.array(
    fc.oneof(
      fc.record({ set: fc.integer() }),
      fc.record({ advance: fc.integer() }),
      fc.record({ pass: fc.nat() }),
      fc.constantFrom('freeze' as const, 'resume' as const),
    ),
  );
  fc.assert(
    fc.property(turns, (steps) => {
      const machine = createMachine(START);
      const clock = createClock(machine);
      for (const step of steps) {
        const before = clock.now();
        const isFrozen = 'frozenAtMs' in clock.setting;
        if (step === 'freeze' || step === 'resume') clock[step]();
        else if ('set' in step) clock.set(step.set);
        else if ('advance' in step) clock.advance(step.advance);
        else machine.nowMs += step.pass;
        const moved = typeof step === 'string' ? 0 : 'advance' in step ? step.advance : 'pass' in step && !isFrozen ? step.pass : 0;
        expect(clock.now()).toBe(typeof step === 'object' && 'set' in step ? step.set : before + moved);
      }
    }),
  );
});

test("without a base it goes with the machine's time", () => {
  const before = Date.now();
  const told = [systemClock.now(), createClock().now()];
  for (const now of told) {
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  }
});
