package io.orgsh.shell;

import java.util.List;

/** The values that Tab offers for what the workplace knows. */
public interface Offers {

  /**
   * Values of a kind. MUST NOT fail: what cannot be had is not offered.
   *
   * @param words the words of the line so far that are neither options nor their values
   * @param begun the beginning of the value; needed only where there are too many (files)
   */
  List<Offer> of(Kind.Known kind, List<String> words, String begun);

  /**
   * One value.
   *
   * @param value what is put into the line
   * @param title one line beside it; may be empty
   * @param whole whether the word ends with it
   */
  record Offer(String value, String title, boolean whole) {
    /** A value that says it all. */
    static Offer of(String value) {
      return new Offer(value, "", true);
    }

    /** The same value behind something that was typed already. */
    Offer behind(String typed) {
      return new Offer(typed + value, title, whole);
    }
  }
}
