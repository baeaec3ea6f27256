import { lazy, Suspense, useEffect, type ComponentType } from 'react';
import { Redirect, Route as At, Switch, useLocation } from 'wouter';
import { NoPage } from './frame/no-page.tsx';
import { NotYours } from './frame/not-yours.tsx';
import { ErrorBoundary } from './parts/error-boundary.tsx';
import { Waiting } from './parts/waiting.tsx';
import { useBaseWords } from './prefs/prefs.tsx';
import { homes, routes, type Area, type Role, type Route } from './routes.ts';
import { useSession } from './session/session.tsx';

// An area is one bundle, loaded when the first of its pages is opened.
const areas: Readonly<
  Record<Area, () => Promise<{ pages: Readonly<Record<string, ComponentType>> }>>
> = {
  everyone: () => import('./everyone/pages.ts'),
  patient: () => import('./patient/pages.ts'),
  clinic: () => import('./clinic/pages.ts'),
  office: () => import('./office/pages.ts'),
};

const components = new Map(
  routes.map((route) => [
    `${route.area}/${route.page}`,
    lazy(async () => ({ default: (await areas[route.area]()).pages[route.page] ?? NoPage })),
  ]),
);

/** The page of the address, for those who may open it. */
export function Pages() {
  return (
    <Switch>
      <At path="/">
        <Home />
      </At>
      {routes.map((route) => (
        <At key={route.path} path={route.path}>
          <Page route={route} />
        </At>
      ))}
      <At>
        <NoPage />
      </At>
    </Switch>
  );
}

function Home() {
  const { state, who } = useSession();
  if (state === 'asking') return null;
  return <Redirect to={who === undefined ? '/sign-in' : homes[who.role]} replace />;
}

function Page({ route }: { route: Route }) {
  const say = useBaseWords();
  const { state, who } = useSession();
  const [here] = useLocation();
  useEffect(() => {
    document.title = `${say(route.title)} · CareLedger`;
  }, [say, route]);
  const Component = components.get(`${route.area}/${route.page}`);

  const isOpenToAll = route.roles === 'everyone';
  if (!isOpenToAll && state === 'asking') return <Waiting rows={5} />;
  if (!isOpenToAll && who === undefined)
    return <Redirect to="/sign-in" replace state={{ from: here }} />;
  if (!isOpenToAll && who !== undefined && !includes(route.roles, who.role)) return <NotYours />;
  if (Component === undefined) return <NoPage />;
  return (
    <ErrorBoundary key={here}>
      <Suspense fallback={<Waiting rows={5} />}>
        <Component />
      </Suspense>
    </ErrorBoundary>
  );
}

function includes(roles: readonly Role[], role: Role): boolean {
  return roles.includes(role);
}
