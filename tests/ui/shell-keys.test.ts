// Keys: what a stroke is called, which binding it means, and what is laid over what.
import { renderHook } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { startKeys } from '../../renderer/app/key-listener.ts';
import { type KeyBinding, matchKey, SEQUENCE_MS, type Stroke, strokeName } from '../../renderer/lib/keys.ts';
import { useDialogs } from '../../renderer/store/dialogs.ts';
import { useBaseKeys, useKeyLayers, useKeys } from '../../renderer/store/keys.ts';

const plain: Stroke = { key: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const stroke = (key: string, more: Partial<Stroke> = {}) => strokeName({ ...plain, key, ...more });
const binding = (keys: string, run = () => {}, more: Partial<KeyBinding> = {}): KeyBinding => ({
  keys: [keys],
  label: keys,
  run,
  ...more,
});

describe('a stroke', () => {
  it('is named by its glyph; Shift counts only where there is none', () => {
    expect(stroke('a')).toBe('a');
    expect(stroke('?', { shiftKey: true })).toBe('?');
    expect(stroke('J', { shiftKey: true })).toBe('J');
    expect(stroke('ArrowDown', { shiftKey: true })).toBe('Shift+ArrowDown');
    expect(stroke(' ')).toBe('Space');
  });

  it('with Ctrl or Command is the same key', () => {
    expect(stroke('k', { ctrlKey: true })).toBe('Ctrl+K');
    expect(stroke('k', { metaKey: true })).toBe('Ctrl+K');
  });

  it('of a modifier alone is none', () => {
    expect(stroke('Shift', { shiftKey: true })).toBeNull();
    expect(stroke('Control', { ctrlKey: true })).toBeNull();
  });
});

describe('a binding', () => {
  it('of a later layer wins over an earlier one', () => {
    const match = matchKey([[binding('a')], [binding('a', undefined, { label: 'later' })]], null, 'a');
    expect(match).toMatchObject({ type: 'run', binding: { label: 'later' } });
  });

  it('that is off eats its key instead of letting a lower layer answer', () => {
    expect(matchKey([[binding('a')], [binding('a', undefined, { off: true })]], null, 'a')).toEqual({ type: 'none' });
  });

  it('of two keys waits for the second', () => {
    const layers = [[binding('g w')]];
    expect(matchKey(layers, null, 'g')).toEqual({ type: 'wait', prefix: 'g' });
    expect(matchKey(layers, 'g', 'w')).toMatchObject({ type: 'run' });
    expect(matchKey(layers, 'g', 'x')).toEqual({ type: 'none' });
  });
});

describe('on the page', () => {
  const press = (key: string, at = 0, target: EventTarget = document.body) => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
    Object.defineProperty(event, 'timeStamp', { value: at });
    target.dispatchEvent(event);
    return event;
  };
  const withKeys = (bindings: readonly KeyBinding[]) => {
    const stop = startKeys();
    const hook = renderHook(() => useKeys('Test', bindings));
    return () => {
      hook.unmount();
      stop();
    };
  };

  it('keys do not fire while somebody types', () => {
    const run = vi.fn();
    const end = withKeys([binding('a', run)]);
    const field = document.body.appendChild(document.createElement('input'));
    press('a', 0, field);
    expect(run).not.toHaveBeenCalled();
    press('a');
    expect(run).toHaveBeenCalledTimes(1);
    field.remove();
    end();
  });

  it('keys of the screen rest while a dialog is open', () => {
    const run = vi.fn();
    const end = withKeys([binding('a', run)]);
    useDialogs.setState({ open: { type: 'keys' } });
    press('a');
    expect(run).not.toHaveBeenCalled();
    useDialogs.setState({ open: null });
    end();
  });

  it('a sequence holds for a moment, then its first key is forgotten', () => {
    const run = vi.fn();
    const end = withKeys([binding('g w', run)]);
    press('g', 1_000);
    press('w', 1_000 + SEQUENCE_MS + 1);
    expect(run).not.toHaveBeenCalled();
    press('g', 9_000);
    expect(press('w', 9_100).defaultPrevented).toBe(true);
    expect(run).toHaveBeenCalledTimes(1);
    end();
  });

  it('the newest handler runs, and a screen that is gone leaves no keys', () => {
    const stop = startKeys();
    const first = vi.fn();
    const second = vi.fn();
    const { rerender, unmount } = renderHook(({ run }) => useKeys('Test', [binding('a', run)]), {
      initialProps: { run: first },
    });
    rerender({ run: second });
    press('a');
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
    unmount();
    expect(useKeyLayers.getState().layers).toEqual([]);
    stop();
  });

  it('the base lies below every screen, whoever came first', () => {
    const screen = renderHook(() => useKeys('Screen', [binding('Escape')]));
    const base = renderHook(() => useBaseKeys('Everywhere', [binding('Escape')]));
    expect(useKeyLayers.getState().layers.map(({ scope }) => scope)).toEqual(['Everywhere', 'Screen']);
    screen.unmount();
    base.unmount();
  });
});
