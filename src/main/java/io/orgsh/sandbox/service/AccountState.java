package io.orgsh.sandbox.service;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** Regions being switched on or off: the state named {@code account}. */
public final class AccountState {
  /** Account id, a blank and region, to when it will have happened. */
  public SortedMap<String, Instant> changing = new TreeMap<>();
}
