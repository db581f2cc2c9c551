import { useRef } from "preact/hooks";

/** A finger that stays half a second asks for the actions; the click that follows is not one. */
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
    onClickCapture: (event: MouseEvent) => {
      if (!acted.current) return;
      acted.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
