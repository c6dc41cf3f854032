package io.orgsh.sandbox.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Everything that was e-mailed: the state named {@code inbox}, which no caller of AWS can see. */
public final class InboxState {
  /** Oldest first. */
  public List<Letter> letters = new ArrayList<>();

  /** An e-mail. */
  public static final class Letter {
    /** Who sent it: a name and an address. */
    public String sender = "";

    /** Who got it. */
    public String address = "";

    /** When, by the world's clock. */
    public Instant at = Instant.EPOCH;

    /** Its subject. */
    public String subject = "";

    /** Its text. */
    public String text = "";

    /** What its reader is to follow; empty if nothing. */
    public String link = "";

    /** Whether he has. */
    public boolean followed;
  }
}
