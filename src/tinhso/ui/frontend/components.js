// Looks and behaviour of every component folder; maps and charts bring their scripts with their own entries.
// In a module of its own, because globs are hoisted above the imports beside them.
import.meta.glob("../templates/ui/*/*.css", { eager: true });
import.meta.glob(
  ["../templates/ui/*/*.js", "!../templates/ui/map-*/*.js", "!../templates/ui/chart/*.js"],
  { eager: true },
);
