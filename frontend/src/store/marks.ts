export async function favourite(_c: string, _on: boolean): Promise<string | null> { return null; }
export async function todo(_c: string, _on: boolean, _seq?: number): Promise<string | null> { return null; }
export async function archive(_c: string, _keep?: boolean): Promise<string | null> { return null; }
export async function unarchive(_c: string): Promise<string | null> { return null; }
export async function markRead(_c: string): Promise<string | null> { return null; }
export async function markUnread(_c: string, _fromSeq: number): Promise<string | null> { return null; }
