package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.List;

/** The mailboxes of everybody in the emulated world: what AWS would have sent by e-mail. */
public final class Inbox {
  private final World world;

  /** The mailboxes of a world. */
  public Inbox(World world) {
    this.world = world;
  }

  /** Puts a letter into a mailbox. */
  public void send(InboxState.Letter letter) {
    state().letters.add(letter);
    world.touched();
  }

  /**
   * A letter without a link.
   *
   * @param address the mailbox
   */
  public void send(String address, Instant at, String subject, String text) {
    send(letter(address, at, subject, text, ""));
  }

  /**
   * A letter.
   *
   * @param link what its reader is to follow, empty if nothing
   */
  public static InboxState.Letter letter(
      String address, Instant at, String subject, String text, String link) {
    var letter = new InboxState.Letter();
    letter.address = address;
    letter.at = at;
    letter.subject = subject;
    letter.text = text;
    letter.link = link;
    return letter;
  }

  /** All letters, oldest first. */
  public List<InboxState.Letter> letters() {
    return List.copyOf(state().letters);
  }

  private InboxState state() {
    return world.state("inbox", InboxState.class, InboxState::new);
  }
}
