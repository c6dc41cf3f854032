package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The mailboxes of everybody in the emulated world: what AWS would have sent by e-mail. Recipients
 * who are diligent follow the link of a letter ten minutes after it arrived, signed in to the
 * account that it is for.
 */
public final class Inbox {
  private static final Duration UNTIL_READ = Duration.ofMinutes(10);

  /** Whoever put links into letters. */
  @FunctionalInterface
  public interface Links {

    /**
     * Does what following a link does.
     *
     * @param at when it is followed
     * @return whether the link was one of these and still did something
     */
    boolean follow(String link, Instant at);
  }

  private final World world;
  private final List<Links> links = new ArrayList<>();

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
   * A letter.
   *
   * @param sender a name and an address
   * @param address the mailbox
   * @param link what its reader is to follow, empty if nothing
   */
  public static InboxState.Letter letter(
      String sender, String address, Instant at, String subject, String text, String link) {
    var letter = new InboxState.Letter();
    letter.sender = sender;
    letter.address = address;
    letter.at = at;
    letter.subject = subject;
    letter.text = text;
    letter.link = link;
    return letter;
  }

  /** Has somebody answer for the links that he sends. */
  void answeredBy(Links answering) {
    links.add(answering);
  }

  /**
   * Follows the link of a letter, as its reader does.
   *
   * @return whether it did something: not for a link that is unknown, used up or too old
   */
  public boolean confirm(String link, Instant at) {
    for (InboxState.Letter letter : state().letters) {
      if (letter.link.equals(link)) {
        letter.followed = true;
      }
    }
    world.touched();
    return links.stream().anyMatch(each -> each.follow(link, at));
  }

  /** Lets the recipients read their mail. */
  public void advance(Instant now) {
    if (!world
        .state("organizations", OrganizationState.class, OrganizationState::new)
        .people
        .equals("diligent")) {
      return;
    }
    for (InboxState.Letter letter : letters()) {
      Instant read = letter.at.plus(UNTIL_READ);
      if (!letter.followed && !letter.link.isEmpty() && !now.isBefore(read)) {
        boolean _ = confirm(letter.link, read);
      }
    }
  }

  /** All letters, oldest first. */
  public List<InboxState.Letter> letters() {
    return List.copyOf(state().letters);
  }

  private InboxState state() {
    return world.state("inbox", InboxState.class, InboxState::new);
  }
}
