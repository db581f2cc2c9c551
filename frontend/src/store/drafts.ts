export function write(_conversation: string, _text: string): void {}
