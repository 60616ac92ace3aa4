/** Where the one stylesheet of all pages is served: the text of `STYLE` in `style.ts`. */
export const STYLE_PATH = '/oauth/style.css';

/** A form as the routes want it posted, `application/x-www-form-urlencoded`; its hidden fields bring the CSRF token. */
export interface PageForm {
  action: string;
  hidden: readonly HiddenField[];
}

/** A field of a form that nobody sees. */
export interface HiddenField {
  name: string;
  value: string;
}

/** Whoever is signed in, as they are called on pages: the e-mail address, else the id. */
export interface PageUser {
  id: string;
  label: string;
}

/** `signInPage` in `sign-in-page.ts`. */
export interface SignInModel {
  /** The app that sent the browser here; null where somebody came by themselves. */
  appName: string | null;
  form: PageForm;
  choice: PickerChoice | PasswordChoice;
  /** What was wrong with the last attempt. */
  error: string | null;
}

/** Choosing without a password: the form sends `user`, the id of one of them. */
export interface PickerChoice {
  mode: 'picker';
  users: readonly PageUser[];
  /** There are more people than are listed: the form needs a text field `user` for an e-mail address or id as well. */
  isShortened: boolean;
}

/** The form sends `user` (e-mail address or id) and `password`. */
export interface PasswordChoice {
  mode: 'password';
  /** What was typed as user before. */
  user: string;
}

/** `consentPage` in `consent-page.ts`. */
export interface ConsentModel {
  appName: string;
  /** Scheme, host and port of the address that the answer goes to. */
  redirectHost: string;
  user: PageUser;
  /** The form sends `decision` (`allow` or `deny`) and `scope` once for each ticked name. */
  form: PageForm;
  scopes: readonly ConsentScope[];
  /** Signs out and comes back to the same request, for somebody else; nothing but a button. */
  signOut: PageForm;
}

/** A check box of the consent page. */
export interface ConsentScope {
  name: string;
  /** The scope in plain words. */
  label: string;
  isTicked: boolean;
}

/** `connectedAppsPage` in `connected-apps-page.ts`. */
export interface ConnectedAppsModel {
  user: PageUser;
  apps: readonly ConnectedApp[];
  signOut: PageForm;
  /** What has just been done: `Trainer was disconnected.` */
  notice: string | null;
}

/** An app that may see the user's data. */
export interface ConnectedApp {
  name: string;
  /** What it may see, in plain words. */
  scopes: readonly string[];
  /** The day on which access was given, `2026-01-02`. */
  since: string;
  disconnect: PageForm;
}

/** `errorPage` in `error-page.ts`. */
export interface ErrorModel {
  title: string;
  detail: string;
}
