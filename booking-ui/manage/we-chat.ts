/** The page runs inside WeChat, whose browser saves no files and opens no calendar. */
export function inWeChat(): boolean {
  return /MicroMessenger/i.test(navigator.userAgent);
}
