/** Which redirects a call follows. */

/** Redirects that one call follows at most. */
const MOST = 5;

/** Where a redirect of GET or HEAD leads within the origin (RFC 9110, 15.4; RFC 6454), else undefined. */
export function redirect(
  method: string,
  url: URL,
  response: Response,
  hops: number,
): URL | undefined {
  const location = response.headers.get("location");
  const moved = /^30[12378]$/.test(String(response.status));
  if (hops >= MOST || !moved || location === null || !/^(?:GET|HEAD)$/.test(method))
    return undefined;
  try {
    const target = new URL(location, url);
    return target.origin === url.origin ? target : undefined;
  } catch {
    return undefined;
  }
}
