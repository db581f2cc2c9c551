export function send(_conversation: string, _text: string): void {}
export function retry(_id: string): void {}
export function takeBack(_id: string): string { return ""; }
