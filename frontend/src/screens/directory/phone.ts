/** « 04 99 99 01 01 », if it is ten digits. */
export function spaced(phone: string): string {
  return /^\d{10}$/.test(phone) ? phone.replace(/(\d\d)(?=\d)/g, "$1\u00a0") : phone;
}
