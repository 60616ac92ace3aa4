/** A form of a page as a browser would post it. */
export interface PageForm {
  action: string;
  fields: URLSearchParams;
}

/** A browser that keeps the one cookie it is given and follows nothing by itself. */
export function createBrowser(base: string) {
  let cookie: string | null = null;
  async function ask(path: string, init: RequestInit = {}): Promise<{ response: Response; text: string }> {
    const headers = { ...(cookie === null ? {} : { cookie }), ...(init.headers as Record<string, string>) };
    const response = await fetch(new URL(path, base), { redirect: 'manual', ...init, headers });
    const given = response.headers.get('set-cookie');
    if (given) cookie = given.split(';')[0] as string;
    return { response, text: await response.text() };
  }
  return {
    get cookie() {
      return cookie;
    },
    set cookie(value: string | null) {
      cookie = value;
    },
    get: (path: string) => ask(path),
    post: (path: string, fields: URLSearchParams | Record<string, string>) =>
      ask(path, { method: 'POST', body: new URLSearchParams(fields) }),
    /** Posts the form of a page that leads to `action`, with more fields than the hidden ones. */
    submit(page: string, action: string, more: [string, string][] = []) {
      const fields = formOf(page, action);
      for (const [name, value] of more) fields.append(name, value);
      return ask(action, { method: 'POST', body: fields });
    },
  };
}

/** The hidden fields of the first form of a page that leads to `action`. */
export function formOf(page: string, action: string): URLSearchParams {
  const [, form] = new RegExp(`<form[^>]*action="${action}"[^>]*>(.*?)</form>`, 's').exec(page) ?? [];
  if (form === undefined) throw new Error(`there is no form for ${action} in ${page}`);
  const inputs = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)];
  return new URLSearchParams(inputs.map(([, name, value]): [string, string] => [name as string, unescaped(value as string)]));
}

const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
const unescaped = (text: string) => text.replace(/&(lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] as string);
