// Globals that the scripts of one page frame share. Types only; not shipped.
declare global {
  var proxumaOverlay: any;
  var proxumaConnect: undefined | { again(): boolean };
  /** Hands of other files, each given what content.js has. */
  var proxumaHands:
    | undefined
    | ((tools: {
        byNumber(id: number): any;
        fresh(based: number, node: number): boolean;
        put(el: any, value: string): boolean;
        valueOf(el: Element | null): string;
        finish(call: number, outcome: string): void;
        post(body: any): void;
        settled(): Promise<unknown>;
        act(cmd: any, hand: (el: any) => boolean | void): Promise<void>;
        look(always?: boolean): void;
        act(cmd: any, hand: (el: any) => boolean | void): Promise<void>;
      }) => Record<string, (cmd: any) => any>)[];
}
export {};
