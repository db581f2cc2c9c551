import { useRef } from "preact/hooks";

/** A finger that stays half a second asks for the actions; what the browser makes of its release is not a click. */
export function useLongPress(act: () => void) {
  const timer = useRef(0);
  const acted = useRef(false);
  const forget = () => clearTimeout(timer.current);
  return {
    onPointerDown: (event: PointerEvent) => {
      acted.current = false;
      if (event.pointerType !== "touch") return;
      timer.current = window.setTimeout(() => {
        acted.current = true;
        act();
      }, 500);
    },
    onPointerUp: forget,
    onPointerCancel: forget,
    onPointerMove: (event: PointerEvent) => {
      if (Math.abs(event.movementX) + Math.abs(event.movementY) > 6) forget();
    },
    // No mouse event follows: it would click the link, or take the focus from the menu.
    onTouchEnd: (event: TouchEvent) => {
      if (acted.current) event.preventDefault();
      acted.current = false;
    },
  };
}
