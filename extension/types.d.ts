// Globals that the scripts of one page frame share. Types only; not shipped.
declare global {
  var proxumaOverlay: any;
  var proxumaConnect: undefined | { again(): boolean };
}
export {};
