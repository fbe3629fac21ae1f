// Scaffolding: stands in for a service until its file is written.
export function unwritten<Service extends object>(name: string, quiet: Partial<Service> = {}): Service {
  return new Proxy(quiet, {
    get(target, key) {
      if (key in target) return target[key as keyof typeof target];
      return () => {
        throw new Error(`${name}.${String(key)} is not written yet`);
      };
    },
  }) as Service;
}
