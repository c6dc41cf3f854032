package io.orgsh.sandbox.service;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** What AWS Support knows: the state named {@code support}. */
public final class SupportState {
  /** When a check was last refreshed, by account, colon, check. */
  public SortedMap<String, Instant> refreshed = new TreeMap<>();
}
