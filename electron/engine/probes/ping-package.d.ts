// The two parts of the package `ping` that are used by themselves; it ships no types for these paths.

declare module 'ping/lib/builder/factory.js' {
  interface Settings {
    readonly numeric: boolean;
    /** Seconds. */
    readonly timeout: number;
    readonly min_reply: number;
    readonly v6: boolean;
    readonly extra: readonly string[];
  }
  interface Builder {
    getCommandArguments(target: string, settings: Settings): string[];
    getSpawnOptions(): { readonly env?: NodeJS.ProcessEnv };
  }
  const factory: {
    createBuilder(platform: string): Builder;
    getExecutablePath(platform: string, v6: boolean): string;
  };
  export default factory;
}

declare module 'ping/lib/parser/factory.js' {
  interface Parser {
    eat(line: string): unknown;
    /** `times` of the packets that came back, milliseconds. */
    getResult(): { readonly times: readonly unknown[] };
  }
  const factory: { createParser(address: string, platform: string, settings: object): Parser };
  export default factory;
}
