package io.orgsh.shell.history;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time for people, always with the zone they are told in. */
record Times(ZoneId zone) {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);

  /** {@code 2026-11-23}. */
  String day(Instant instant) {
    return instant.atZone(zone).toLocalDate().toString();
  }

  /** {@code 2026-11-23 19:05}. */
  String minute(Instant instant) {
    return MINUTE.format(instant.atZone(zone));
  }

  /** {@code 2026-11-23 19:05:11 +09:00}. */
  String second(Instant instant) {
    return SECOND.format(instant.atZone(zone));
  }
}
