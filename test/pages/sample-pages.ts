import { connectedAppsPage } from '../../src/http/pages/connected-apps-page.js';
import { consentPage } from '../../src/http/pages/consent-page.js';
import { errorPage } from '../../src/http/pages/error-page.js';
import type { PageForm, PageUser } from '../../src/http/pages/models.js';
import { signInPage } from '../../src/http/pages/sign-in-page.js';

const users: PageUser[] = [
  { id: '5b1c5a52-9f6b-4a5e-8d05-0d3c8f6a0c11', label: 'demo@example.com' },
  { id: 'a3b6f8a0-5f0a-4df2-a5f3-6fd2b4ff5a02', label: 'night.shift.nurse.with.a.long.address@hospital.example.com' },
  { id: 'c0c5cf0e-2f92-4b39-9d3d-0a5b6f70e203', label: 'c0c5cf0e-2f92-4b39-9d3d-0a5b6f70e203' },
];
const user = users[0] as PageUser;
const form = (action: string): PageForm => ({ action, hidden: [{ name: 'csrf', value: 'A"><b>' }] });
const signIn = { appName: 'Trainer', form: form('/oauth/sign-in') };
const consent = {
  appName: 'Trainer',
  redirectHost: 'http://localhost:3000',
  user,
  form: form('/oauth/authorize'),
  signOut: form('/oauth/sign-out'),
};
const apps = { user, signOut: form('/oauth/sign-out') };
const labels = [
  'Sleep, activity and readiness, day by day',
  'Heart rate through the day and night',
  'Workouts: kind, time, distance and energy',
  'Age, weight, height and sex',
];
const longName = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft & <i>Sons</i>';

/** Every page in every state that looks different, as it would be served. */
export const samplePages: Record<string, string> = {
  picker: signInPage({ ...signIn, choice: { mode: 'picker', users, isShortened: false }, error: null }),
  'picker-shortened': signInPage({ ...signIn, choice: { mode: 'picker', users, isShortened: true }, error: 'Nobody here has that name.' }),
  'picker-error': signInPage({ ...signIn, choice: { mode: 'picker', users, isShortened: false }, error: 'Nobody here has that name.' }),
  'picker-empty': signInPage({ ...signIn, appName: null, choice: { mode: 'picker', users: [], isShortened: false }, error: null }),
  password: signInPage({ ...signIn, choice: { mode: 'password', user: '' }, error: null }),
  'password-error': signInPage({
    ...signIn,
    choice: { mode: 'password', user: user.label },
    error: 'That name and password do not belong together.',
  }),
  consent: consentPage({ ...consent, scopes: labels.map((label, i) => ({ name: `scope${i}`, label, isTicked: i !== 2 })) }),
  'consent-long': consentPage({
    ...consent,
    appName: longName,
    user: users[1] as PageUser,
    redirectHost: 'https://a-rather-long-host-name.of-some-company.example.com:8443',
    scopes: [...labels, ...labels, ...labels].map((label, i) => ({ name: `scope${i}`, label, isTicked: true })),
  }),
  'consent-nothing': consentPage({ ...consent, scopes: [] }),
  apps: connectedAppsPage({
    ...apps,
    notice: 'Old Trainer was disconnected.',
    apps: [
      { name: 'Trainer', scopes: labels, since: '2026-01-02', disconnect: form('/oauth/connections/1/disconnect') },
      { name: longName, scopes: [], since: '2025-11-30', disconnect: form('/oauth/connections/2/disconnect') },
    ],
  }),
  'apps-none': connectedAppsPage({ ...apps, notice: null, apps: [] }),
  error: errorPage({
    title: 'This app cannot be connected',
    detail: 'The address it wants to send you to, https://evil.example/callback, is not registered for it.',
  }),
};
